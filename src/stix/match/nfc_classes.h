#pragma once
// The canonical combining classes of Unicode 14, as text that nfc.cpp reads while it compiles.
// Pure.

#include <string_view>

namespace entente::stix::match {

// A word for each run of code points of one class other than 0, hexadecimal, in order: how far its
// first is from the last one of the run before, '+' and how many follow it, '=' and the class.
// Source: UnicodeData.txt field 3.
inline constexpr std::string_view combining_class_words =
    "300+14=E6 1=E8 1+3=DC 1=E8 1=D8 1+4=DC 1+1=CA 1+3=DC 1+1=CA 1+A=DC 1+4=1 1+3=DC 1+7=E6 "
    "1=F0 1=E6 1+2=DC 1+2=E6 1+1=DC 2+2=E6 1+3=DC 1=E6 1=E8 1+1=DC 1=E6 1=E9 1+1=EA 1=E9 "
    "1+1=EA 1=E9 1+C=E6 114+4=E6 10A=DC 1+3=E6 1=DC 1+2=E6 1=DE 1=DC 1+5=E6 1+5=DC 1+1=E6 "
    "1=DC 1+1=E6 1=DE 1=E4 1=E6 1=A 1=B 1=C 1=D 1=E 1=F 1=10 1=11 1=12 1+1=13 1=14 1=15 1=16 "
    "2=17 2=18 1=19 2=E6 1=DC 2=12 49+7=E6 1=1E 1=1F 1=20 31=1B 1=1C 1=1D 1=1E 1=1F 1=20 "
    "1=21 1=22 1+1=E6 1+1=DC 1+4=E6 1=DC 1+1=E6 1=DC 11=23 66+6=E6 3+3=E6 1=DC 1=E6 3+1=E6 "
    "2=DC 1+1=E6 1=DC 24=24 1F=E6 1=DC 1+1=E6 1=DC 1+1=E6 1+2=DC 1=E6 1+1=DC 1=E6 1=DC "
    "1+2=E6 1=DC 1=E6 1=DC 1=E6 1=DC 1=E6 1=DC 1+1=E6 A1+6=E6 1=DC 1=E6 A=DC 19+3=E6 2+8=E6 "
    "2+2=E6 2+4=E6 2C+2=DC 3D=E6 1+2=DC 1+3=E6 2B+4=E6 1+4=DC 1+D=E6 2=DC 1+1=E6 1=DC 1+1=E6 "
    "1=DC 1+2=E6 1+2=DC 1=1B 1=1C 1=1D 1+2=E6 1=DC 1+1=E6 1+1=DC 1+4=E6 3D=7 11=9 4=E6 1=DC "
    "1+1=E6 68=7 11=9 31=E6 3E=7 11=9 6F=7 11=9 6F=7 11=9 80=9 6F=7 11=9 8=54 1=5B 66=7 11=9 "
    "6E+1=9 11=9 7D=9 6E+1=67 1=9 E+3=6B 6D+1=76 1=9 E+3=7A 4D+1=DC 1C=DC 2=DC 2=D8 38=81 "
    "1=82 2=84 6+3=82 3=82 2+1=E6 1=9 2+1=E6 3F=DC 71=7 2+1=9 53=DC 2D0+2=E6 3B5+1=9 1F=9 "
    "9E=9 B=E6 CC=E4 90=DE 1=E6 1=DC DC=E6 1=DC 48=9 15+7=E6 3=DC 31+4=E6 1+5=DC 1+1=E6 1=DC "
    "2+1=DC 1+1=E6 1+1=DC 1+4=E6 1=DC 1+3=E6 66=7 10=9 27=E6 1=DC 1+6=E6 37+1=9 3B=7 C+1=9 "
    "44=7 99+2=E6 2=1 1+4=DC 1+1=E6 1+3=DC 1=E6 2+6=1 5=DC 7=E6 4+1=E6 C7+1=E6 1=DC 1+6=E6 "
    "1=DC 1+1=E6 1=EA 1=D6 1=DC 1=CA 1+24=E6 1=E8 1+1=E4 1=DC 1=DA 1=E6 1=E9 1=DC 1=E6 1=DC "
    "2D1+1=E6 1+1=1 1+3=E6 1+2=1 1+1=E6 5=E6 4+1=1 1=E6 1=DC 1=E6 1+1=1 1+3=DC 1=E6 BFF+2=E6 "
    "8E=9 61+1F=E6 22B=DA 1=E4 1=E8 1=DE 1+1=E0 6A+1=8 75D5=E6 5+9=E6 21+1=E6 51+1=E6 115=9 "
    "26=9 98=9 1C+11=E6 3A+2=DC 26=9 60=7 D=9 F0=E6 2+1=E6 1=DC 3+1=E6 6+1=E6 2=E6 35=9 F7=9 "
    "4F31=1A 302+6=E6 1+6=DC 1+1=E6 3CE=DC E3=DC 96+4=E6 693=DC 2=E6 29=E6 1=1 1=DC 5=9 "
    "A6=E6 1=DC 23E+3=E6 184+1=E6 9A+1=DC 1+2=E6 1=DC 1=E6 1+3=DC 32=E6 1=DC 1=E6 1=DC C1=9 "
    "2A=9 F=9 3A=9 1=7 46+2=E6 31+1=9 3F=7 4D=9 A=7 6B=9 1=7 B3=7 1=9 51+1=7 11=9 19+6=E6 "
    "4+4=E6 CE=9 4=7 18=E6 64=9 1=7 FC=9 1=7 7F=9 77=9 1=7 74=9 10E=9 1=7 103+1=9 5=7 9D=9 "
    "54=9 13=9 52=9 1A6=9 103=7 2+1=9 52=9 4D59+4=1 3C+6=E6 4BA+1=6 4CAD=1 14C7+1=D8 1+2=1 "
    "4=E2 1+4=D8 9+7=DC 3+4=E6 1+1=DC 1F+3=E6 95+2=E6 DBC+6=E6 2+10=E6 3+6=E6 2+1=E6 2+4=E6 "
    "106+6=E6 178=E6 3E+3=E6 5E1+6=DC 6E+5=E6 1=7 ";

inline constexpr int combining_run_count = 382;

}  // namespace entente::stix::match

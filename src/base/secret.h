#pragma once
// What must not be printed, and is wiped when it goes. Pure.

#include <array>
#include <cstddef>

namespace entente {

/// `Size` secret bytes: no printer, no comparison, moved but not copied, wiped on destruction.
template <std::size_t Size>
class Secret {
public:
    explicit Secret(const std::array<std::byte, Size>& bytes) : bytes_(bytes) {}

    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;

    Secret(Secret&& other) noexcept : bytes_(other.bytes_) { other.wipe(); }

    Secret& operator=(Secret&& other) noexcept {
        if (this != &other) {
            bytes_ = other.bytes_;
            other.wipe();
        }
        return *this;
    }

    ~Secret() { wipe(); }

    /// The bytes themselves. Whoever asks answers for where they go.
    [[nodiscard]] const std::array<std::byte, Size>& reveal() const { return bytes_; }

private:
    void wipe() {
        // volatile: the compiler may not drop stores to memory that is about to die.
        volatile std::byte* at = bytes_.data();
        for (std::size_t i = 0; i < Size; ++i) at[i] = std::byte{0};
    }

    std::array<std::byte, Size> bytes_;
};

}  // namespace entente

# What `cmake --install` puts where: the STIX library as a package for other CMake projects.
#
#   find_package(entente REQUIRED)
#   target_link_libraries(mine PRIVATE entente::stix)
#
# docs/STIX.md lists the headers that are meant for users.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/entente)

# entente::stix is everything: objects, patterns, matching. Matching links all of the rest.
add_library(entente_stix_package INTERFACE)
target_link_libraries(entente_stix_package INTERFACE entente_stix_match)
set_target_properties(entente_stix_package PROPERTIES EXPORT_NAME stix)

foreach(name base vocabulary json stix_pattern stix stix_match)
  set_target_properties(entente_${name} PROPERTIES EXPORT_NAME part_${name})
  install(TARGETS entente_${name} EXPORT entente
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT stix
    FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/entente COMPONENT stix
    FILE_SET alone DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/entente COMPONENT stix)
endforeach()
install(TARGETS entente_stix_package EXPORT entente)
install(EXPORT entente NAMESPACE entente:: DESTINATION ${package_folder} COMPONENT stix
  FILE entente-targets.cmake)

configure_package_config_file(cmake/entente-config.cmake.in entente-config.cmake
  INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(entente-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/entente-config.cmake
  ${PROJECT_BINARY_DIR}/entente-config-version.cmake
  DESTINATION ${package_folder} COMPONENT stix)

// Catch's main, alone in its file: it takes longer to compile than all tests of a layer.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

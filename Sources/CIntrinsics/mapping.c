#define _GNU_SOURCE
#include "cintrinsics.h"
#include <sys/mman.h>

void *souk_grow_mapping(void *mapping, size_t old_size, size_t new_size) {
    void *moved = mremap(mapping, old_size, new_size, MREMAP_MAYMOVE);
    return moved == MAP_FAILED ? NULL : moved;
}

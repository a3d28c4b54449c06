// What Swift cannot say: processor instructions without a Swift spelling.
#ifndef SOUK_CINTRINSICS_H
#define SOUK_CINTRINSICS_H
#include <stddef.h>
#include <stdint.h>

/// CRC-32C (Castagnoli, RFC 3720 appendix B.4) of `size` bytes, continuing from `crc` (0 to begin).
/// Uses the processor's instruction where there is one, else a table of 8 x 256 entries.
uint32_t souk_crc32c(uint32_t crc, const void *bytes, size_t size);

/// The table version alone: the twin that tests compare the instruction with.
uint32_t souk_crc32c_table(uint32_t crc, const void *bytes, size_t size);

/// Makes an anonymous mapping larger by moving its pages, never their bytes; NULL where no address space is left.
/// (Swift cannot call variadic mremap.)
void *souk_grow_mapping(void *mapping, size_t old_size, size_t new_size);

/// Whether the processor is one of level x86-64-v3 or better (x86-64 psABI: AVX2, BMI1, BMI2, FMA, LZCNT, MOVBE); 0 on others.
int souk_is_x86_64_v3(void);

/// Brings the cache line at `address` near, to be written soon. Any address will do: none is a fault.
static inline void souk_prefetch(const void *address) { __builtin_prefetch(address, 1, 3); }
#endif

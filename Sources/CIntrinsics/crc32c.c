#include "cintrinsics.h"
#include <pthread.h>
#include <string.h>

// Slicing by eight: eight tables let one step take eight bytes (Kounavis and Berry, "A systematic approach to building
// high performance, software-based, CRC generators", 2005).
static uint32_t table[8][256];
static pthread_once_t table_once = PTHREAD_ONCE_INIT;

static void make_table(void) {
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t c = i;
        for (int k = 0; k < 8; k++) c = (c >> 1) ^ (0x82F63B78u & (0u - (c & 1)));
        table[0][i] = c;
    }
    for (int t = 1; t < 8; t++)
        for (uint32_t i = 0; i < 256; i++) table[t][i] = (table[t - 1][i] >> 8) ^ table[0][table[t - 1][i] & 0xFF];
}

uint32_t souk_crc32c_table(uint32_t crc, const void *bytes, size_t size) {
    pthread_once(&table_once, make_table);
    const uint8_t *p = bytes;
    uint32_t c = ~crc;
    for (; size >= 8; size -= 8, p += 8) {
        uint64_t v;
        memcpy(&v, p, 8);  // little-endian machines only, as the whole index format is
        v ^= c;
        c = table[7][v & 0xFF] ^ table[6][(v >> 8) & 0xFF] ^ table[5][(v >> 16) & 0xFF] ^ table[4][(v >> 24) & 0xFF] ^
            table[3][(v >> 32) & 0xFF] ^ table[2][(v >> 40) & 0xFF] ^ table[1][(v >> 48) & 0xFF] ^ table[0][v >> 56];
    }
    for (; size > 0; size--, p++) c = (c >> 8) ^ table[0][(c ^ *p) & 0xFF];
    return ~c;
}

#if defined(__x86_64__)
#include <nmmintrin.h>
__attribute__((target("sse4.2"))) static uint32_t crc32c_instruction(uint32_t crc, const void *bytes, size_t size) {
    const uint8_t *p = bytes;
    uint64_t c = ~crc;
    for (; size >= 8; size -= 8, p += 8) {
        uint64_t v;
        memcpy(&v, p, 8);
        c = _mm_crc32_u64(c, v);
    }
    for (; size > 0; size--, p++) c = _mm_crc32_u8((uint32_t)c, *p);
    return ~(uint32_t)c;
}
uint32_t souk_crc32c(uint32_t crc, const void *bytes, size_t size) {
    return __builtin_cpu_supports("sse4.2") ? crc32c_instruction(crc, bytes, size) : souk_crc32c_table(crc, bytes, size);
}
#elif defined(__aarch64__) && defined(__ARM_FEATURE_CRC32)
#include <arm_acle.h>
uint32_t souk_crc32c(uint32_t crc, const void *bytes, size_t size) {
    const uint8_t *p = bytes;
    uint32_t c = ~crc;
    for (; size >= 8; size -= 8, p += 8) {
        uint64_t v;
        memcpy(&v, p, 8);
        c = __crc32cd(c, v);
    }
    for (; size > 0; size--, p++) c = __crc32cb(c, *p);
    return ~c;
}
#else
uint32_t souk_crc32c(uint32_t crc, const void *bytes, size_t size) { return souk_crc32c_table(crc, bytes, size); }
#endif

#if defined(__x86_64__)
#include <cpuid.h>
#endif

int souk_is_x86_64_v3(void) {
#if defined(__x86_64__)
    unsigned a, b, c = 0, d, extended = 0;
    __builtin_cpu_init();  // says of AVX2 only where the system saves its registers
    __get_cpuid(1, &a, &b, &c, &d);
    __get_cpuid(0x80000001, &a, &b, &extended, &d);
    int movbe = c >> 22 & 1, lzcnt = extended >> 5 & 1;
    return movbe && lzcnt && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
           __builtin_cpu_supports("fma") && __builtin_cpu_supports("popcnt");
#else
    return 0;
#endif
}

#include "CTabular.h"

// Eight bytes at a time, in an ordinary word. Exact: each byte is judged alone, without a carry from its neighbour.
static inline uint64_t equal_bytes(const uint8_t *p, uint8_t value) {
    const uint64_t low = 0x7F7F7F7F7F7F7F7FULL;
    uint64_t mask = 0;
    for (unsigned i = 0; i < 8; i++) {
        uint64_t word = 0;
        for (unsigned byte = 0; byte < 8; byte++) word |= (uint64_t)p[i * 8 + byte] << (8 * byte);
        word ^= 0x0101010101010101ULL * value;
        uint64_t zeros = ~(((word & low) + low) | word | low);
        mask |= (((zeros >> 7) * 0x0102040810204080ULL) >> 56) << (i * 8);
    }
    return mask;
}

static inline uint64_t without_lowest(uint64_t word, uint32_t count) {
    while (count--) word &= word - 1;
    return word;
}

static inline size_t first_above(const uint32_t *numbers, size_t place, uint32_t number) {
    while (numbers[place] <= number) place++;
    return place;
}

#define MASKS(p, separator, q, s, e)                       \
    do {                                                   \
        q = equal_bytes(p, '"');                           \
        s = equal_bytes(p, separator);                     \
        e = equal_bytes(p, '\n') | equal_bytes(p, '\r');   \
    } while (0)
#define NAMED(name) name##_portable
#define SELECT(word, n) without_lowest(word, n)
#define LOWEST(word) ((word) ? (uint32_t)__builtin_ctzll(word) : 64)
#define ABOVE(numbers, place, number) first_above(numbers, place, number)
#include "marking.h"
#undef SELECT
#undef LOWEST

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,popcnt"))), apply_to = function)

static inline __m256i equal_avx2(__m256i bytes, uint8_t value) {
    return _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8((char)value));
}

static inline uint64_t bits_avx2(__m256i low, __m256i high) {
    return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

// How far a cell lies cannot be guessed: eight places are looked at in one go, without a jump.
static inline size_t first_above_avx2(const uint32_t *numbers, size_t place, uint32_t number) {
    for (;; place += 8) {
        __m256i some = _mm256_loadu_si256((const __m256i *)(numbers + place));
        __m256i lower = _mm256_cmpeq_epi32(_mm256_min_epu32(some, _mm256_set1_epi32((int)number)), some);
        unsigned below = (unsigned)_mm256_movemask_ps((__m256)lower);
        if (below != 0xFF) return place + (size_t)__builtin_ctz(~below);
    }
}

#define MASKS(p, separator, q, s, e)                                                \
    do {                                                                            \
        __m256i low = _mm256_loadu_si256((const __m256i *)(p));                     \
        __m256i high = _mm256_loadu_si256((const __m256i *)((p) + 32));             \
        q = bits_avx2(equal_avx2(low, '"'), equal_avx2(high, '"'));                 \
        s = bits_avx2(equal_avx2(low, separator), equal_avx2(high, separator));     \
        e = bits_avx2(                                                              \
            _mm256_or_si256(equal_avx2(low, '\n'), equal_avx2(low, '\r')),          \
            _mm256_or_si256(equal_avx2(high, '\n'), equal_avx2(high, '\r')));       \
    } while (0)
#define NAMED(name) name##_avx2
#define SELECT(word, n) _pdep_u64((uint64_t)1 << (n), word)
#define LOWEST(word) (uint32_t)_tzcnt_u64(word)
#define ABOVE(numbers, place, number) first_above_avx2(numbers, place, number)
#include "marking.h"

#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx2,bmi,bmi2,popcnt"))), apply_to = function)

static inline size_t first_above_avx512(const uint32_t *numbers, size_t place, uint32_t number) {
    for (;; place += 8) {
        __m256i some = _mm256_loadu_si256((const __m256i *)(numbers + place));
        unsigned above = _mm256_cmpgt_epu32_mask(some, _mm256_set1_epi32((int)number));
        if (above) return place + (size_t)__builtin_ctz(above);
    }
}

#define MASKS(p, separator, q, s, e)                                                \
    do {                                                                            \
        __m512i all = _mm512_loadu_si512(p);                                        \
        q = _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8('"'));                     \
        s = _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8((char)(separator)));       \
        e = _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8('\n'))                     \
            | _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8('\r'));                  \
    } while (0)
#define NAMED(name) name##_avx512
#define ABOVE(numbers, place, number) first_above_avx512(numbers, place, number)
#include "marking.h"

#pragma clang attribute pop

// Processors on which `pdep` takes hundreds of cycles do without vectors.
static int supported(void) {
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi") || !__builtin_cpu_supports("bmi2")
        || !__builtin_cpu_supports("popcnt") || __builtin_cpu_is("znver1") || __builtin_cpu_is("znver2")) {
        return 1;
    }
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") ? 3 : 2;
}

#define CHOOSE(name, ...)                                                           \
    (level() == 3 ? name##_avx512(__VA_ARGS__) : level() == 2 ? name##_avx2(__VA_ARGS__) : name##_portable(__VA_ARGS__))
#else
static int supported(void) { return 1; }
#define CHOOSE(name, ...) (level(), name##_portable(__VA_ARGS__))
#endif

// 0 until it is known.
static int chosen = 0;

int ctabular_level(int most) {
    int best = supported();
    best = most < 1 ? 1 : most < best ? most : best;
    __atomic_store_n(&chosen, best, __ATOMIC_RELAXED);
    return best;
}

static inline int level(void) {
    int known = __atomic_load_n(&chosen, __ATOMIC_RELAXED);
    return known ? known : ctabular_level(3);
}

CTabularMarks ctabular_mark(
    const uint8_t *bytes, size_t count, uint8_t separator, uint64_t *ends, uint32_t *before, uint32_t *lines) {
    return CHOOSE(mark, bytes, count, separator, ends, before, lines);
}

size_t ctabular_rows(
    const CTabularWindow *window, const CTabularWish *wish, CTabularPlace *place, CTabularRow *rows, size_t most) {
    return CHOOSE(rows, window, wish, place, rows, most);
}

CTabularCell ctabular_cell(
    const uint64_t *ends, const uint32_t *before, size_t position, uint32_t base, uint32_t column) {
    return CHOOSE(cell, ends, before, position, base, column);
}

size_t ctabular_count_lines(const uint8_t *bytes, size_t count, uint8_t next) {
    size_t lines = 0, returns = 0, pairs = 0;
    for (size_t i = 0; i < count; i++) {
        lines += bytes[i] == '\n';
        returns += bytes[i] == '\r';
    }
    if (returns) {
        for (size_t i = 0; i + 1 < count; i++) pairs += bytes[i] == '\r' && bytes[i + 1] == '\n';
        if (count && bytes[count - 1] == '\r' && next == '\n') pairs++;
    }
    return lines + returns - pairs;
}

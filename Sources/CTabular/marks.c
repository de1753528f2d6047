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

#define MASKS(p, separator, q, s, e)                       \
    do {                                                   \
        q = equal_bytes(p, '"');                           \
        s = equal_bytes(p, separator);                     \
        e = equal_bytes(p, '\n') | equal_bytes(p, '\r');   \
    } while (0)
#define NAMED(name) name##_portable
#define SELECT(word, n) without_lowest(word, n)
#include "marking.h"
#undef NAMED
#undef SELECT
#undef MASKS

CTabularMarks ctabular_mark_portable(
    const uint8_t *bytes, size_t count, uint8_t separator, uint64_t *ends, uint64_t *lineEnds, uint32_t *before) {
    return mark_portable(bytes, count, separator, ends, lineEnds, before);
}

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,popcnt"))), apply_to = function)

static inline uint64_t equal_avx2(__m256i low, __m256i high, uint8_t value) {
    __m256i wanted = _mm256_set1_epi8((char)value);
    uint32_t first = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
    uint32_t second = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));
    return first | (uint64_t)second << 32;
}

#define MASKS(p, separator, q, s, e)                                                \
    do {                                                                            \
        __m256i low = _mm256_loadu_si256((const __m256i *)(p));                     \
        __m256i high = _mm256_loadu_si256((const __m256i *)((p) + 32));             \
        q = equal_avx2(low, high, '"');                                             \
        s = equal_avx2(low, high, separator);                                       \
        e = equal_avx2(low, high, '\n') | equal_avx2(low, high, '\r');              \
    } while (0)
#define NAMED(name) name##_avx2
#define SELECT(word, n) _pdep_u64((uint64_t)1 << (n), word)
#include "marking.h"
#undef NAMED
#undef SELECT
#undef MASKS

#pragma clang attribute pop

// Processors on which `pdep` takes hundreds of cycles do without.
static int has_vectors(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2")
        && __builtin_cpu_supports("popcnt") && !__builtin_cpu_is("znver1") && !__builtin_cpu_is("znver2");
}
#define CHOOSE(name, ...) (has_vectors() ? name##_avx2(__VA_ARGS__) : name##_portable(__VA_ARGS__))
#else
#define CHOOSE(name, ...) name##_portable(__VA_ARGS__)
#endif

CTabularMarks ctabular_mark(
    const uint8_t *bytes, size_t count, uint8_t separator, uint64_t *ends, uint64_t *lineEnds, uint32_t *before) {
    return CHOOSE(mark, bytes, count, separator, ends, lineEnds, before);
}

size_t ctabular_row_end(
    const uint64_t *ends, const uint64_t *lineEnds, const uint32_t *before, size_t blocks, size_t position,
    uint32_t *rank) {
    return CHOOSE(row_end, ends, lineEnds, before, blocks, position, rank);
}

size_t ctabular_rows(
    const uint8_t *bytes, size_t count, const uint64_t *ends, const uint64_t *lineEnds, const uint32_t *before,
    size_t blocks, size_t position, uint32_t base, size_t limit, uint32_t columns, uint32_t cell, CTabularRow *rows,
    size_t most) {
    return CHOOSE(
        rows, bytes, count, ends, lineEnds, before, blocks, position, base, limit, columns, cell, rows, most);
}

size_t ctabular_find(const uint64_t *ends, const uint32_t *before, size_t block, uint32_t mark) {
    return CHOOSE(find, ends, before, block, mark);
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

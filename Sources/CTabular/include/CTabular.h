#ifndef CTABULAR_H
#define CTABULAR_H

#include <stddef.h>
#include <stdint.h>

/// Where the cells of a CSV text end: one bit a byte, one word for 64 bytes. The only thing that Swift does not do as fast
/// by itself (docs/decisions/0030). Reads `bytes[0..<count]` and nothing else; writes one word per started block.
typedef struct {
    /// The first byte that follows a closing quote and ends no cell; `count` when there is none. No mark is set from there.
    size_t defect;
    /// The text stops inside quotes.
    int isOpen;
} CTabularMarks;

/// `bytes` begins at the start of a cell, outside quotes. For each block of 64 bytes: `ends`, the separators and line ends
/// that end a cell; `lineEnds`, those of them that end a line; `before`, how many ends there are in the blocks before.
CTabularMarks ctabular_mark(
    const uint8_t *bytes, size_t count, uint8_t separator, uint64_t *ends, uint64_t *lineEnds, uint32_t *before);

/// The same without vector instructions: what other processors than x86-64 run; here for the tests to compare.
CTabularMarks ctabular_mark_portable(
    const uint8_t *bytes, size_t count, uint8_t separator, uint64_t *ends, uint64_t *lineEnds, uint32_t *before);

/// Lines ended in the bytes: LF, CRLF as one, CR alone; `next` is the byte that follows them (0 at the end of the text).
size_t ctabular_count_lines(const uint8_t *bytes, size_t count, uint8_t next);

/// Where the row that starts at `position` ends, and in `rank` how many marks precede that end; `blocks` * 64 when its end
/// is not marked yet.
size_t ctabular_row_end(
    const uint64_t *ends, const uint64_t *lineEnds, const uint32_t *before, size_t blocks, size_t position,
    uint32_t *rank);

/// Where the mark of a number is. It must exist, in `block` or after it.
size_t ctabular_find(const uint64_t *ends, const uint32_t *before, size_t block, uint32_t mark);

#endif

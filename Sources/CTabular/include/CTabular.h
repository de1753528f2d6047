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

/// A row: where it starts, how many marks precede it, where one of its cells starts and stops, and where the row ends.
typedef struct {
    uint32_t start, base, cellStart, cellStop, end;
} CTabularRow;

/// The rows that come one after the other from `position`, line ends between them skipped: those of exactly `columns` cells
/// (two at least) that start before `limit` and whose end is marked, `most` at most. Stops at the first that is none. Each
/// comes with its cell number `cell`. Reads `bytes[0..<count]`.
size_t ctabular_rows(
    const uint8_t *bytes, size_t count, const uint64_t *ends, const uint64_t *lineEnds, const uint32_t *before,
    size_t blocks, size_t position, uint32_t base, size_t limit, uint32_t columns, uint32_t cell, CTabularRow *rows,
    size_t most);

/// Where the mark of a number is. It must exist, in `block` or after it.
size_t ctabular_find(const uint64_t *ends, const uint32_t *before, size_t block, uint32_t mark);

#endif

#ifndef CTABULAR_H
#define CTABULAR_H

#include <stddef.h>
#include <stdint.h>

/// Where the cells of a CSV text end: one bit a byte, one word for 64 bytes. The only thing that Swift does not do as fast
/// by itself (docs/decisions/0030). Reads `bytes[0..<count]` and nothing else; writes one word per started block.
typedef struct {
    /// The first byte that follows a closing quote and ends no cell; `count` when there is none. No mark is set from there.
    size_t defect;
    /// How many line ends there are in `lines`.
    size_t lines;
    /// The text stops inside quotes.
    int isOpen;
} CTabularMarks;

/// `bytes` begins at the start of a cell, outside quotes. For each block of 64 bytes: `ends`, the separators and line ends
/// that end a cell; `before`, how many of them there are in the blocks before. `lines` are the places of those that end a
/// line, in order; one more place than bytes is needed, since the next is written before it is known to be one.
CTabularMarks ctabular_mark(
    const uint8_t *bytes, size_t count, uint8_t separator, uint64_t *ends, uint32_t *before, uint32_t *lines);

/// What is used from now on, if the processor has it: 1, ordinary words; 2, AVX2; 3, AVX-512. It changes nothing but the
/// time that is taken: tests compare. Gives back what is used; without it, the best there is.
int ctabular_level(int most);

/// Lines ended in the bytes: LF, CRLF as one, CR alone; `next` is the byte that follows them (0 at the end of the text).
size_t ctabular_count_lines(const uint8_t *bytes, size_t count, uint8_t next);

/// A text and where its cells and lines end in it, as `ctabular_mark` wrote it. Whoever looks for rows or cells sets the word
/// after the last of `before` to all ones; `CTABULAR_BEYOND` words more can be read, and two bytes after the text, whatever
/// they are.
#define CTABULAR_BEYOND 8
typedef struct {
    const uint8_t *bytes;
    size_t count;
    const uint64_t *ends;
    const uint32_t *before, *lines;
    size_t lineCount;
} CTabularWindow;

/// Rows that are looked for: those that start before `limit` and have exactly `columns` cells (two at least). Each comes
/// with its cell number `cell`; where `heads` is not NULL, those in which this cell begins otherwise are passed over.
/// `heads` holds a bit for each pair of first bytes, the first one being the higher, zeros for those that are not there;
/// a cell in quotes, or of more than eight bytes, is never passed over.
typedef struct {
    size_t limit;
    uint32_t columns, cell;
    const uint64_t *heads;
} CTabularWish;

/// Where the next row starts, how many marks and how many line ends precede it, and how many rows were passed over.
typedef struct {
    size_t position, line;
    uint32_t base, passed;
} CTabularPlace;

/// Where a cell starts, and the mark that ends it.
typedef struct {
    uint32_t start, stop;
} CTabularCell;

/// A row: where it starts, how many marks and line ends precede it, how many rows were passed over before it since the place
/// was given, and the cell that was asked for.
typedef struct {
    uint32_t start, base, line, passed;
    CTabularCell cell;
} CTabularRow;

/// The rows that come one after the other from `place`, line ends between them skipped, `most` at most, and moves `place`
/// after the last. Stops at the first that is not as wished, or whose end is not marked.
size_t ctabular_rows(
    const CTabularWindow *window, const CTabularWish *wish, CTabularPlace *place, CTabularRow *rows, size_t most);

/// A cell, from 0, of the row that starts at `position` with `base` marks before it. The row has that cell, and its end is
/// marked. Of the words after the last of `ends`, one more can be read.
CTabularCell ctabular_cell(
    const uint64_t *ends, const uint32_t *before, size_t position, uint32_t base, uint32_t column);

#endif

// What is done, included once for each set of instructions. NAMED(x) is the name of a function there;
// MASKS(p, separator, q, s, e) sets three words: the quotes, the separators, the LF and CR of the 64 bytes at p;
// ABOVE(numbers, i, n) is the first place from i on of a number greater than n: there is one, and at least seven numbers can
// be read after it. These three are taken away at the end. LOWEST(word) is the number of its lowest bit, 64 for none;
// SELECT(word, n) leaves of a word its bit number n, and perhaps higher ones.

// Most blocks have one line end or none, which no jump could guess: a place is written, and kept if there was one.
#define ADD_LINES(word)                                                            \
    do {                                                                           \
        uint64_t left = (word);                                                    \
        lines[lineCount] = (uint32_t)offset + LOWEST(left);                        \
        lineCount += left != 0;                                                    \
        while (left &= left - 1) lines[lineCount++] = (uint32_t)offset + LOWEST(left); \
    } while (0)

static CTabularMarks NAMED(mark)(
    const uint8_t *bytes, size_t count, uint8_t separator, uint64_t *ends, uint32_t *before, uint32_t *lines) {
    uint32_t total = 0;
    size_t lineCount = 0;
    int isInside = 0;       // in a quoted cell
    int isAfterQuote = 0;   // the last byte was a quote in a quoted cell: it closes it unless another follows
    int isCellStart = 1;    // the last byte ended a cell
    size_t block = 0;
    for (size_t offset = 0; offset < count; offset += 64, block++) {
        uint64_t q, s, e;
        // Blocks without quotes, one after the other.
        if (!(isInside | isAfterQuote)) {
            uint64_t found = (uint64_t)isCellStart << 63;
            for (; count - offset >= 64; offset += 64, block++) {
                MASKS(bytes + offset, separator, q, s, e);
                if (q) break;
                found = s | e;
                before[block] = total;
                ends[block] = found;
                ADD_LINES(e);
                total += (uint32_t)__builtin_popcountll(found);
            }
            isCellStart = (int)(found >> 63);
            if (offset == count) break;
        }
        size_t rest = count - offset;
        if (rest >= 64) {
            MASKS(bytes + offset, separator, q, s, e);
        } else {
            uint8_t last[64] = {0};
            __builtin_memcpy(last, bytes + offset, rest);
            MASKS(last, separator, q, s, e);
            uint64_t valid = ((uint64_t)1 << rest) - 1;
            q &= valid;
            s &= valid;
            e &= valid;
        }
        before[block] = total;
        uint64_t found = s | e;
        // Quotes that are where they should be: inside is the running parity of the quotes.
        uint64_t inside = q;
        inside ^= inside << 1;
        inside ^= inside << 2;
        inside ^= inside << 4;
        inside ^= inside << 8;
        inside ^= inside << 16;
        inside ^= inside << 32;
        if (isInside) inside = ~inside;
        uint64_t kept = found & ~inside;
        uint64_t afterEndOrQuote = (kept | q) << 1 | (uint64_t)(isCellStart | isAfterQuote);
        uint64_t afterClosing = (q & ~inside) << 1 | (uint64_t)isAfterQuote;
        uint64_t valid = rest >= 64 ? ~(uint64_t)0 : ((uint64_t)1 << rest) - 1;
        if (!(q & inside & ~afterEndOrQuote) && !(afterClosing & valid & ~(kept | q))) {
            ends[block] = kept;
            ADD_LINES(e & kept);
            total += (uint32_t)__builtin_popcountll(kept);
            uint64_t last = (uint64_t)1 << (rest >= 64 ? 63 : rest - 1);
            isInside = (inside & last) != 0;
            isAfterQuote = !isInside && (q & last) != 0;
            isCellStart = (kept & last) != 0;
            continue;
        }
        // A quote that is a character like any other, or text after a closing one: byte after byte.
        uint64_t keptEnds = 0, keptLines = 0;
        unsigned length = rest >= 64 ? 64 : (unsigned)rest;
        for (unsigned i = 0; i < length; i++) {
            uint64_t bit = (uint64_t)1 << i;
            if (isInside) {
                if (q & bit) {
                    isInside = 0;
                    isAfterQuote = 1;
                }
                continue;
            }
            if (isAfterQuote && (q & bit)) {
                isAfterQuote = 0;
                isInside = 1;
                continue;
            }
            if (found & bit) {
                keptEnds |= bit;
                keptLines |= e & bit;
                isCellStart = 1;
                isAfterQuote = 0;
                continue;
            }
            if (isAfterQuote) {
                ends[block] = keptEnds;
                ADD_LINES(keptLines);
                for (size_t later = block + 1; later * 64 < count; later++) {
                    ends[later] = 0;
                    before[later] = total + (uint32_t)__builtin_popcountll(keptEnds);
                }
                return (CTabularMarks){.defect = offset + i, .lines = lineCount, .isOpen = 0};
            }
            if ((q & bit) && isCellStart) isInside = 1;
            isCellStart = 0;
        }
        ends[block] = keptEnds;
        ADD_LINES(keptLines);
        total += (uint32_t)__builtin_popcountll(keptEnds);
    }
    return (CTabularMarks){.defect = count, .lines = lineCount, .isOpen = isInside};
}

// A cell of the row that starts at `position`, `base` marks before it: the bits from its start on are looked at across two
// words, since most cells are shorter than 64 bytes and where they lie in a word cannot be guessed.
static inline CTabularCell NAMED(cell)(
    const uint64_t *ends, const uint32_t *before, size_t position, uint32_t base, uint32_t column) {
    size_t start = position;
    if (column) {
        uint32_t mark = base + column - 1;
        size_t block = ABOVE(before, (position >> 6) + 1, mark) - 1;
        start = block * 64 + LOWEST(SELECT(ends[block], mark - before[block])) + 1;
    }
    size_t block = start >> 6;
    unsigned shift = start & 63;
    uint64_t word = ends[block] >> shift | ends[block + 1] << 1 << (63 - shift);
    if (word) return (CTabularCell){.start = (uint32_t)start, .stop = (uint32_t)(start + LOWEST(word))};
    block++;
    while (!(word = ends[block])) block++;
    return (CTabularCell){.start = (uint32_t)start, .stop = (uint32_t)(block * 64 + LOWEST(word))};
}

static size_t NAMED(rows)(
    const CTabularWindow *window, const CTabularWish *wish, CTabularPlace *place, CTabularRow *rows, size_t most) {
    const CTabularWindow w = *window;
    const uint64_t *heads = wish->heads;
    const uint32_t cell = wish->cell, columns = wish->columns;
    CTabularPlace at = *place;
    size_t found = 0;
    while (found < most && at.line < w.lineCount) {
        size_t end = w.lines[at.line];
        if (end == at.position && end < w.count) {
            at.position++;
            at.base++;
            at.line++;
            continue;
        }
        if (at.position >= wish->limit || at.position >= w.count) break;
        uint64_t word = w.ends[end >> 6];
        uint32_t rank = w.before[end >> 6];
        rank += (uint32_t)__builtin_popcountll(word & (((uint64_t)1 << (end & 63)) - 1));
        if (rank - at.base + 1 != columns) break;
        CTabularCell pivot = NAMED(cell)(w.ends, w.before, at.position, at.base, cell);
        rows[found] = (CTabularRow){
            .start = (uint32_t)at.position, .base = at.base, .line = (uint32_t)at.line,
            .passed = at.passed - place->passed, .cell = pivot};
        at.position = end + 1;
        at.base = rank + 1;
        at.line++;
        // Whether a row is wanted could not be guessed either.
        size_t length = pivot.stop - pivot.start;
        unsigned head = (unsigned)w.bytes[pivot.start] << 8 | w.bytes[pivot.start + 1];
        head &= length > 1 ? 0xFFFF : length > 0 ? 0xFF00 : 0;
        unsigned isWanted = !heads || length > 8 || head >> 8 == '"' || (heads[head >> 6] >> (head & 63) & 1);
        found += isWanted;
        at.passed += !isWanted;
    }
    *place = at;
    return found;
}
#undef ADD_LINES
#undef NAMED
#undef MASKS
#undef ABOVE

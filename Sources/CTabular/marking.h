// What is done, included once for each set of instructions. NAMED(x) is the name of a function there;
// MASKS(p, separator, q, s, e) sets three words: the quotes, the separators, the LF and CR of the 64 bytes at p;
// SELECT(word, n) leaves of a word its bit number n, and perhaps higher ones.

static CTabularMarks NAMED(mark)(
    const uint8_t *bytes, size_t count, uint8_t separator, uint64_t *ends, uint64_t *lineEnds, uint32_t *before) {
    uint32_t total = 0;
    int isInside = 0;       // in a quoted cell
    int isAfterQuote = 0;   // the last byte was a quote in a quoted cell: it closes it unless another follows
    int isCellStart = 1;    // the last byte ended a cell
    size_t block = 0;
    for (size_t offset = 0; offset < count; offset += 64, block++) {
        uint64_t q, s, e;
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
        if (!(q | (uint64_t)(isInside | isAfterQuote))) {
            ends[block] = found;
            lineEnds[block] = e;
            total += (uint32_t)__builtin_popcountll(found);
            isCellStart = (int)(found >> 63);
            continue;
        }
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
            lineEnds[block] = e & kept;
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
                lineEnds[block] = keptLines;
                for (size_t later = block + 1; later * 64 < count; later++) {
                    ends[later] = lineEnds[later] = 0;
                    before[later] = total + (uint32_t)__builtin_popcountll(keptEnds);
                }
                return (CTabularMarks){.defect = offset + i, .isOpen = 0};
            }
            if ((q & bit) && isCellStart) isInside = 1;
            isCellStart = 0;
        }
        ends[block] = keptEnds;
        lineEnds[block] = keptLines;
        total += (uint32_t)__builtin_popcountll(keptEnds);
    }
    return (CTabularMarks){.defect = count, .isOpen = isInside};
}

static size_t NAMED(row_end)(
    const uint64_t *ends, const uint64_t *lineEnds, const uint32_t *before, size_t blocks, size_t position,
    uint32_t *rank) {
    size_t block = position >> 6;
    if (block >= blocks) return blocks * 64;
    uint64_t word = lineEnds[block] & (~(uint64_t)0 << (position & 63));
    while (!word) {
        if (++block >= blocks) return blocks * 64;
        word = lineEnds[block];
    }
    uint64_t bit = word & (~word + 1);
    *rank = before[block] + (uint32_t)__builtin_popcountll(ends[block] & (bit - 1));
    return block * 64 + (size_t)__builtin_ctzll(word);
}

static size_t NAMED(find)(const uint64_t *ends, const uint32_t *before, size_t block, uint32_t mark) {
    while (before[block + 1] <= mark) block++;
    return block * 64 + (size_t)__builtin_ctzll(SELECT(ends[block], mark - before[block]));
}

static size_t NAMED(rows)(
    const uint8_t *bytes, size_t count, const uint64_t *ends, const uint64_t *lineEnds, const uint32_t *before,
    size_t blocks, size_t position, uint32_t base, size_t limit, uint32_t columns, uint32_t cell, CTabularRow *rows,
    size_t most) {
    size_t found = 0;
    while (found < most) {
        while (position < count && (bytes[position] == '\n' || bytes[position] == '\r')) {
            position++;
            base++;
        }
        if (position >= count || position >= limit) break;
        uint32_t rank;
        size_t end = NAMED(row_end)(ends, lineEnds, before, blocks, position, &rank);
        if (end == blocks * 64 || rank - base + 1 != columns) break;
        size_t start = position;
        if (cell) start = NAMED(find)(ends, before, position >> 6, base + cell - 1) + 1;
        size_t block = start >> 6;
        uint64_t word = ends[block] & (~(uint64_t)0 << (start & 63));
        while (!word) word = ends[++block];
        size_t stop = block * 64 + (size_t)__builtin_ctzll(word);
        rows[found++] = (CTabularRow){
            .start = (uint32_t)position, .base = base, .cellStart = (uint32_t)start, .cellStop = (uint32_t)stop,
            .end = (uint32_t)end};
        position = end + 1;
        base = rank + 1;
    }
    return found;
}

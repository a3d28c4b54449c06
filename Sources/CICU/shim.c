#include "cicu.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

const char *cicu_error_name(int32_t error) { return u_errorName((UErrorCode)error); }

// Word boundaries

struct cicu_words {
    UBreakIterator *iterator;
    UText text;
    uint8_t *compiled;  // the iterator reads its rules from here as long as it lives
};

int32_t cicu_words_compile(const char *rules, int32_t rulesSize, uint8_t *out, int32_t capacity, int32_t *error) {
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[8192];
    int32_t wideSize = 0;
    u_strFromUTF8(wide, 8192, &wideSize, rules, rulesSize, &status);
    UParseError place;
    UBreakIterator *iterator = ubrk_openRules(wide, wideSize, NULL, 0, &place, &status);
    int32_t size = 0;
    if (U_SUCCESS(status)) {
        // Asked with no room, ICU only tells the size; a call that does not fit is an error the caller sees as size > capacity.
        size = ubrk_getBinaryRules(iterator, NULL, 0, &status);
        if (size <= capacity) ubrk_getBinaryRules(iterator, out, capacity, &status);
    }
    ubrk_close(iterator);
    *error = U_SUCCESS(status) ? 0 : status;
    return U_SUCCESS(status) ? size : 0;
}

cicu_words *cicu_words_open(const uint8_t *compiled, int32_t size, int32_t *error) {
    UErrorCode status = U_ZERO_ERROR;
    cicu_words *words = calloc(1, sizeof *words);
    uint8_t *copy = malloc((size_t)size);
    if (!words || !copy) {
        free(words);
        free(copy);
        *error = U_MEMORY_ALLOCATION_ERROR;
        return NULL;
    }
    memcpy(copy, compiled, (size_t)size);
    words->compiled = copy;
    UText empty = UTEXT_INITIALIZER;
    words->text = empty;
    words->iterator = ubrk_openBinaryRules(copy, size, NULL, 0, &status);
    *error = U_SUCCESS(status) ? 0 : status;
    if (U_FAILURE(status)) {
        cicu_words_close(words);
        return NULL;
    }
    return words;
}

void cicu_words_close(cicu_words *words) {
    if (!words) return;
    ubrk_close(words->iterator);
    utext_close(&words->text);
    free(words->compiled);
    free(words);
}

bool cicu_words_start(cicu_words *words, const uint8_t *text, int32_t size) {
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&words->text, (const char *)text, size, &status);
    ubrk_setUText(words->iterator, &words->text, &status);
    return U_SUCCESS(status);
}

int32_t cicu_words_next(cicu_words *words) {
    int32_t end = ubrk_next(words->iterator);
    return end == UBRK_DONE ? -1 : end;
}

// Normalisation

// A character of three bytes grows to at most 18 code units under NFKC (U+FDFA), so 1,024 bytes become at most 6,138.
enum { WIDE_CAPACITY = 1024, RESULT_CAPACITY = 8192 };

static int32_t normalize(const UNormalizer2 *form, const uint8_t *text, int32_t size, uint8_t *out, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[WIDE_CAPACITY];
    UChar result[RESULT_CAPACITY];
    int32_t wideSize = 0, resultSize = 0, outSize = 0;
    u_strFromUTF8WithSub(wide, WIDE_CAPACITY, &wideSize, (const char *)text, size, 0xFFFD, NULL, &status);
    if (U_SUCCESS(status)) resultSize = unorm2_normalize(form, wide, wideSize, result, RESULT_CAPACITY, &status);
    if (U_SUCCESS(status)) u_strToUTF8((char *)out, capacity, &outSize, result, resultSize, &status);
    return U_SUCCESS(status) ? outSize : -1;
}

int32_t cicu_nfkc_casefold(const uint8_t *text, int32_t size, uint8_t *out, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *form = unorm2_getNFKCCasefoldInstance(&status);
    return U_SUCCESS(status) ? normalize(form, text, size, out, capacity) : -1;
}

int32_t cicu_nfd(const uint8_t *text, int32_t size, uint8_t *out, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *form = unorm2_getNFDInstance(&status);
    return U_SUCCESS(status) ? normalize(form, text, size, out, capacity) : -1;
}

int32_t cicu_nfc(const uint8_t *text, int32_t size, uint8_t *out, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *form = unorm2_getNFCInstance(&status);
    return U_SUCCESS(status) ? normalize(form, text, size, out, capacity) : -1;
}

bool cicu_is_independent(uint32_t character) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *folded = unorm2_getNFKCCasefoldInstance(&status);
    const UNormalizer2 *composed = unorm2_getNFCInstance(&status);
    return U_SUCCESS(status) && unorm2_hasBoundaryBefore(folded, (UChar32)character)
        && unorm2_hasBoundaryBefore(composed, (UChar32)character);
}

// Properties of characters

static bool is_dictionary(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &status);
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA
        || u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC)
        || u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT;
}

cicu_word_class cicu_word_class_of(uint32_t character) {
    UChar32 c = (UChar32)character;
    UWordBreakValues wordBreak = (UWordBreakValues)u_getIntPropertyValue(c, UCHAR_WORD_BREAK);
    if (is_dictionary(c)) return wordBreak == U_WB_EXTEND ? CICU_WORD_CONTEXT : CICU_WORD_DICTIONARY;
    if (c >= 0xAC00 && c <= 0xD7A3) return CICU_WORD_HANGUL_SYLLABLE;
    switch (wordBreak) {
        case U_WB_ALETTER: return CICU_WORD_LETTER;
        case U_WB_HEBREW_LETTER: return CICU_WORD_HEBREW_LETTER;
        case U_WB_NUMERIC: return CICU_WORD_NUMERIC;
        case U_WB_EXTENDNUMLET: return CICU_WORD_EXTEND_NUM_LET;
        case U_WB_MIDLETTER: return CICU_WORD_MID_LETTER;
        case U_WB_MIDNUM: return CICU_WORD_MID_NUM;
        case U_WB_MIDNUMLET: return CICU_WORD_MID_NUM_LET;
        case U_WB_SINGLE_QUOTE: return CICU_WORD_SINGLE_QUOTE;
        case U_WB_DOUBLE_QUOTE: return CICU_WORD_DOUBLE_QUOTE;
        case U_WB_EXTEND:
        case U_WB_FORMAT: return CICU_WORD_EXTEND;
        case U_WB_KATAKANA: return CICU_WORD_DICTIONARY;
        case U_WB_REGIONAL_INDICATOR:
        case U_WB_ZWJ: return CICU_WORD_CONTEXT;
        default: return u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) ? CICU_WORD_PICTOGRAPH : CICU_WORD_OTHER;
    }
}

cicu_script cicu_script_of(uint32_t character) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript((UChar32)character, &status)) {
        case USCRIPT_COMMON: return CICU_SCRIPT_COMMON;
        case USCRIPT_LATIN: return CICU_SCRIPT_LATIN;
        case USCRIPT_GREEK: return CICU_SCRIPT_GREEK;
        case USCRIPT_CYRILLIC: return CICU_SCRIPT_CYRILLIC;
        case USCRIPT_HEBREW: return CICU_SCRIPT_HEBREW;
        case USCRIPT_ARABIC: return CICU_SCRIPT_ARABIC;
        default: return CICU_SCRIPT_OTHER;
    }
}

const char *cicu_script_name(uint32_t character) {
    UErrorCode status = U_ZERO_ERROR;
    const char *name = uscript_getName(uscript_getScript((UChar32)character, &status));
    return name != NULL ? name : "Unknown";
}

bool cicu_is_nonspacing_mark(uint32_t character) { return u_charType((UChar32)character) == U_NON_SPACING_MARK; }

int32_t cicu_digit_value(uint32_t character) { return u_charDigitValue((UChar32)character); }

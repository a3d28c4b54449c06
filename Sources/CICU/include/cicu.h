// What Search needs of ICU, under names without a version suffix.
//
// This header includes no ICU header: the Swift toolchain carries an ICU of its own with the same type names, and every
// ICU function is a macro for a name with the version in it. All text is UTF-8, all sizes and offsets are bytes.
#ifndef CICU_H
#define CICU_H

#include <stdbool.h>
#include <stdint.h>

/// The name of an ICU error code, such as "U_MEMORY_ALLOCATION_ERROR". Never null.
const char *cicu_error_name(int32_t error);

// Word boundaries

/// A break iterator with the text it reads. Use from one thread at a time.
typedef struct cicu_words cicu_words;

/// Compiles break rules into ICU's binary form. Returns its size and writes it if it fits `capacity`; 0 with `error` set on failure.
int32_t cicu_words_compile(const char *rules, int32_t rulesSize, uint8_t *out, int32_t capacity, int32_t *error);

/// An iterator over compiled rules, which are copied. Null with `error` set on failure.
cicu_words *cicu_words_open(const uint8_t *compiled, int32_t size, int32_t *error);
void cicu_words_close(cicu_words *words);

/// Begins at the first byte of `text`, which must stay where it is until the next start or close. Ill-formed bytes read as U+FFFD.
/// False when ICU refuses.
bool cicu_words_start(cicu_words *words, const uint8_t *text, int32_t size);

/// The end of the next segment, or -1 after the last.
int32_t cicu_words_next(cicu_words *words);

// Normalisation. At most 1,024 bytes go in. Each returns the size of the result, or -1 when it does not fit `capacity` (24 KiB
// always suffice), when more went in, or when ICU fails. Ill-formed bytes become U+FFFD.

int32_t cicu_nfkc_casefold(const uint8_t *text, int32_t size, uint8_t *out, int32_t capacity);
int32_t cicu_nfd(const uint8_t *text, int32_t size, uint8_t *out, int32_t capacity);
int32_t cicu_nfc(const uint8_t *text, int32_t size, uint8_t *out, int32_t capacity);

/// True when text before the character has no influence on how it normalises, under NFKC_Casefold and under NFC.
bool cicu_is_independent(uint32_t character);

// Properties of characters

typedef enum cicu_word_class {
    CICU_WORD_OTHER,
    CICU_WORD_PICTOGRAPH,
    CICU_WORD_LETTER,
    CICU_WORD_HEBREW_LETTER,
    CICU_WORD_HANGUL_SYLLABLE,
    CICU_WORD_NUMERIC,
    CICU_WORD_EXTEND_NUM_LET,
    CICU_WORD_MID_LETTER,
    CICU_WORD_MID_NUM,
    CICU_WORD_MID_NUM_LET,
    CICU_WORD_SINGLE_QUOTE,
    CICU_WORD_DOUBLE_QUOTE,
    CICU_WORD_EXTEND,
    /// Letters of Han, kana and South-East Asian scripts, which dictionaries break.
    CICU_WORD_DICTIONARY,
    /// No letter, but bound to its neighbours in ways only ICU follows here: joiners, flags, South-East Asian marks.
    CICU_WORD_CONTEXT,
} cicu_word_class;

/// The Word_Break property as UAX #29 uses it, with what ICU's dictionaries break set apart.
cicu_word_class cicu_word_class_of(uint32_t character);

typedef enum cicu_script {
    CICU_SCRIPT_COMMON,
    CICU_SCRIPT_LATIN,
    CICU_SCRIPT_GREEK,
    CICU_SCRIPT_CYRILLIC,
    CICU_SCRIPT_HEBREW,
    CICU_SCRIPT_ARABIC,
    CICU_SCRIPT_OTHER,
} cicu_script;

cicu_script cicu_script_of(uint32_t character);

/// Unicode's name of the character's script, "Latin" for instance. Never null.
const char *cicu_script_name(uint32_t character);

/// General category Mn.
bool cicu_is_nonspacing_mark(uint32_t character);

/// 0...9 for a decimal digit of any script, else -1.
int32_t cicu_digit_value(uint32_t character);

#endif

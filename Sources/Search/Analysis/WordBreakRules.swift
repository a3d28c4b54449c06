/// The word boundaries of UAX #29 (Unicode 15.0) in ICU's rule language.
///
/// ICU's own root rules differ from the standard: ICU 72 takes `@` for a letter and `:` for a separator, and later releases
/// take that back in part. Rules of our own keep an index readable across ICU versions. What they add to the standard is
/// what it leaves to implementations: runs of Han, kana and South-East Asian scripts go to ICU's dictionaries (it finds them
/// by the name `$dictionary`), and Hangul syllables join only each other, so that a particle leaves a Latin word (`API를`).
enum WordBreakRules {
    static let text = """
        !!chain;
        !!quoted_literals_only;
        $Han = [:Han:];
        $CR = [\\p{Word_Break = CR}];
        $LF = [\\p{Word_Break = LF}];
        $Newline = [\\p{Word_Break = Newline}];
        $Joiner = [\\p{Word_Break = ZWJ}];
        $Attached = [[\\p{Word_Break = Extend} - $Han] \\p{Word_Break = Format} $Joiner];
        $Space = [\\p{Word_Break = WSegSpace}];
        $Flag = [\\p{Word_Break = Regional_Indicator}];
        $Picture = [\\p{Extended_Pictographic}];
        $Katakana = [\\p{Word_Break = Katakana}];
        $Hebrew = [\\p{Word_Break = Hebrew_Letter}];
        $Apostrophe = [\\p{Word_Break = Single_Quote}];
        $Quote = [\\p{Word_Break = Double_Quote}];
        $MidBoth = [\\p{Word_Break = MidNumLet} $Apostrophe];
        $MidLetter = [\\p{Word_Break = MidLetter} $MidBoth];
        $MidNumber = [\\p{Word_Break = MidNum} $MidBoth];
        $Digit = [\\p{Word_Break = Numeric}];
        $Low = [\\p{Word_Break = ExtendNumLet}];
        $Hiragana = [:Hiragana:];
        $Hangul = [\\uac00-\\ud7a3];
        $Complex = [:LineBreak = Complex_Context:];
        $EastAsian = [$Han $Hiragana $Katakana];
        $dictionary = [$Complex $EastAsian $Hangul];
        $Control = [\\p{Grapheme_Cluster_Break = Control}];
        $Plain = [[\\p{Word_Break = ALetter} - $EastAsian - $Hangul] [$Complex - $Attached - $Control]];
        $Letter = [$Plain $Hebrew];

        # WB3 to WB4
        $CR $LF;
        $Joiner $Picture;
        $Space $Space;
        ^$Attached+;
        [^$CR $LF $Newline $Attached] $Attached*;

        # WB5 to WB7c
        $Letter $Attached* $Letter;
        $Letter $Attached* $MidLetter $Attached* $Letter;
        $Hebrew $Attached* $Apostrophe;
        $Hebrew $Attached* $Quote $Attached* $Hebrew;

        # WB8 to WB12
        $Digit $Attached* $Digit;
        $Letter $Attached* $Digit;
        $Digit $Attached* $Letter;
        $Digit $Attached* $MidNumber $Attached* $Digit;

        # WB13 to WB13b
        $Katakana $Attached* $Katakana;
        $Letter $Attached* $Low;
        $Digit $Attached* $Low;
        $Katakana $Attached* $Low;
        $Low $Attached* $Low;
        $Low $Attached* $Letter;
        $Low $Attached* $Digit;
        $Low $Attached* $Katakana;

        # WB15, WB16
        ^$Flag $Attached* $Flag;

        $Hangul $Hangul;
        $EastAsian $EastAsian;
        .;
        """
}

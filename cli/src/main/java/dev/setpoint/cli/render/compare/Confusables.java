package dev.setpoint.cli.render.compare;

import java.util.HashMap;
import java.util.Map;

/**
 * Characters that look like an ASCII character in most fonts and that Unicode normalisation does not replace by it. From
 * the table of Unicode Technical Standard 39: scripts and punctuation that are likely in names.
 */
final class Confusables {

    /** Pairs of a character and the ASCII character that it looks like. */
    private static final String PAIRS =
            // Cyrillic
            "аa еe оo рp сc хx уy іi јj ѕs һh ԁd ԛq ԝw ӏl ѵv үy АA ВB ЕE КK МM НH ОO РP СC ТT ХX ІI ЈJ"
                    + " ЅS ҮY ԌG ԚQ ԜW ӀI ѴV"
                    // Greek
                    + " αa γy ιi κk νv οo ρp σo τt υu χx ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ϲc ϳj"
                    // Armenian, Hebrew, Cherokee, Lisu, Georgian
                    + " օo սu հh ոn զq ցg ւı ՏS ՍU ՕO ոn ןl סo ᎪA ᏴB ᏟC ᎠD ᎬE ᏀG ᎻH ᎫJ ᏦK ᏞL ᎷM ᏢP ᏒR ᏚS ᎢT ᏙV ᎳW ᏃZ ꓐB"
                    + " ꓑP ꓓD ꓔT ꓖG ꓗK ꓙJ ꓚC ꓜZ ꓝF ꓟM ꓠN ꓡL ꓢS ꓣR ꓦV ꓧH ꓪW ꓫX ꓬY ꓮA ꓰE ꓲI ꓳO ꓴU"
                    // Latin beyond ASCII
                    + " ıi ɑa ɡg ɩi ʏY ʜH ʀR ꜱs ꞁl ǀl ƖI ƽs"
                    // Punctuation
                    + " ‐- ‒- –- —- ―- −- ⁃- ➖- ‘' ’' ‛' ʼ' ʹ' ′' ´' “\" ”\" ‟\" ″\" ∕/ ⁄/ ⧸/ ∶: ꞉: ׃: ։: ٬, ‚, ⹁, ꓹ,"
                    + " ∣| ❘| ∗* ⁎* ٭* ∼~ ˜~ ⁓~ ˍ_ ‹< ›> ❨( ❩) ⟮( ⟯) ❴{ ❵} ⧵\\ ∖\\ ﹨\\ ꓸ. ٠. ۰. ․.";

    private static final Map<Integer, Integer> ASCII = new HashMap<>();

    static {
        for (var pair : PAIRS.split(" ", -1)) {
            var looks = pair.codePointBefore(pair.length());
            if (looks < 0x80) {
                ASCII.put(pair.codePointAt(0), looks);
            }
        }
    }

    private Confusables() {}

    /** The ASCII character that it looks like; the character itself when there is none. */
    static int ascii(int codePoint) {
        return ASCII.getOrDefault(codePoint, codePoint);
    }
}

package io.eyewitness.theory.evidence;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import io.eyewitness.theory.text.Visible;

/** Has JSON text escape every character that cannot be seen, see {@link Visible}; a reader gets the same text back. */
final class VisibleEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1;
    private static final int DELETE = 127;

    @Override
    public int[] getEscapeCodesForAscii() {
        int[] codes = standardAsciiEscapesForJSON();
        codes[DELETE] = ESCAPE_STANDARD;
        return codes;
    }

    /** Of halves of pairs too, for Jackson asks for one at a time, and what they are together it does not say. */
    @Override
    public SerializableString getEscapeSequence(int character) {
        return Visible.isHidden(character) ? new SerializedString(String.format("\\u%04x", character)) : null;
    }
}

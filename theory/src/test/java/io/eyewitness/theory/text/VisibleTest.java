package io.eyewitness.theory.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTest {
    @ParameterizedTest
    @CsvSource({
        "'a\nb', a\\nb",
        "'a\r\tb', a\\r\\tb",
        "'\u001b[2J', \\u001b[2J",
        "\u009b2J, \\u009b2J",
        "a\u0085b\u2028c\u2029d, a\\u0085b\\u2028c\\u2029d",
        "\u202ea\u202c\u2066b\u2069\u200f, \\u202ea\\u202c\\u2066b\\u2069\\u200f",
        "a\u200bb\ufeff\u00ad, a\\u200bb\\ufeff\\u00ad",
        "\ud800a, \\ud800a",
        "a\udc00, a\\udc00",
        "\udb40\udc41, \\udb40\\udc41",
        "\uffff, \\uffff"
    })
    void whatCannotBeSeenIsShown(String text, String shown) {
        assertEquals(shown, Visible.line(text));
        assertEquals(shown, Visible.line(shown));
    }

    @Test
    void whatCanBeSeenStaysAsItIs() {
        for (String text : new String[] {"", "plain", "Größe, 大小, \ud83d\ude00, e\u0301", "|`<b>\\"}) {
            assertSame(text, Visible.line(text));
            assertSame(text, Visible.lines(text));
        }
        assertEquals("a\nb\\r", Visible.lines("a\nb\r"));
        for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
            if (Character.isLetterOrDigit(character) || character >= ' ' && character < 127) {
                assertFalse(Visible.isHidden(character), Integer.toHexString(character));
            }
        }
        for (int character = 0; character < 0xa0; character++) {
            assertEquals(character < ' ' || character > '~', Visible.isHidden(character));
        }
    }

    @Test
    void longTextKeepsItsStartAndItsEnd() {
        String text = "start " + "9".repeat(3_000_000) + " end";
        String clipped = Visible.clipped(text);
        assertTrue(clipped.length() < 2_100, clipped);
        assertTrue(clipped.startsWith("start 9") && clipped.endsWith("9 end"), clipped);
        assertTrue(clipped.contains(" ... (2998010 characters) ... "), clipped);
        assertSame("short", Visible.clipped("short"));
    }
}

package io.eyewitness.theory.decimal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The texts and their hash were made by {@code Double.toString} and {@code Float.toString} of Java 25. */
class DecimalsTest {
    private static final String SHA256 = "00620bd0408f08bb83c8d4eccf93581dbcbcdcb7ad0faab561b0acf028c934f2";

    private static List<String[]> numbers() throws IOException {
        try (InputStream stream = DecimalsTest.class.getResourceAsStream("java-25.txt")) {
            List<String[]> numbers = new String(stream.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.split(" "))
                    .toList();
            assertTrue(numbers.size() > 100);
            return numbers;
        }
    }

    private static Number number(String[] line) {
        return line[0].equals("double")
                ? Double.longBitsToDouble(Long.parseUnsignedLong(line[1], 16))
                : (Number) Float.intBitsToFloat(Integer.parseUnsignedInt(line[1], 16));
    }

    @Test
    void numbersAreWrittenAsJava25WritesThem() throws IOException {
        for (String[] line : numbers()) {
            Number number = number(line);
            String text =
                    number instanceof Float ? Decimals.text(number.floatValue()) : Decimals.text(number.doubleValue());
            assertEquals(line[2], text);
        }
    }

    @Test
    void allPowersOfTwoAndManyOtherNumbersAreWrittenAsJava25WritesThem() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int exponent = -1074; exponent < 1024; exponent++) {
            add(digest, Decimals.text(Math.scalb(1.0, exponent)));
        }
        for (int exponent = -149; exponent < 128; exponent++) {
            add(digest, Decimals.text(Math.scalb(1f, exponent)));
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            add(digest, Decimals.text(Double.longBitsToDouble(random.nextLong())));
            add(digest, Decimals.text(random.nextDouble()));
            add(digest, Decimals.text(Float.intBitsToFloat(random.nextInt())));
        }
        assertEquals(SHA256, HexFormat.of().formatHex(digest.digest()));
    }

    private static void add(MessageDigest digest, String text) {
        digest.update((text + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void jsonHasTheSameTexts() throws IOException {
        JsonMapper json = Decimals.json().build();
        for (String[] line : numbers()) {
            Number number = number(line);
            if (Double.isFinite(number.doubleValue())) {
                assertEquals("{\"number\":" + line[2] + "}", json.writeValueAsString(Map.of("number", number)));
                assertEquals("[" + line[2] + "]", json.writeValueAsString(json.valueToTree(List.of(number))));
            }
        }
        assertEquals("[1.0E23,0.1]", json.writeValueAsString(new double[] {1e23, 0.1}));
    }

    @Test
    void roundsFromTheShortestText() {
        assertEquals("0.13 8.5e+21 0.0010", Decimals.format("%.2f %.1e %.2g", 0.125, 8.45e21, 0.001f));
        assertEquals("4.656612873077393e-10", Decimals.format("%.15e", Math.scalb(1.0, -31)));
        assertEquals("NaN 0.00 -0.0 7 x", Decimals.format("%.2f %.2f %.1f %d %s", Double.NaN, 0.0, -0.0, 7, "x"));
    }

    @Test
    void formatsInNoLanguage() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertEquals("0.50", Decimals.format("%.2f", 0.5));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void thePatternForTextGivesTheShortestText() {
        for (double number : new double[] {1e23, 1.5e7, 1e-7, 0.1, -2.5e-10, 0, Double.NaN}) {
            assertEquals(Decimals.text(number), Decimals.format("%s", number));
        }
        assertEquals(Decimals.text(1e10f), Decimals.format("%s", 1e10f));
        assertEquals("[  1.0E23]", Decimals.format("[%8s]", 1e23));
        assertEquals("[1.0E23  ]", Decimals.format("[%-8s]", 1e23));
    }
}

package io.eyewitness.check.formal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words of a Coq source, sentence by sentence. Comments, which nest and in which strings are read as such, and strings are left out.
 */
final class Tokens {
    /**
     * A word, or the sign {@code :=}; no other sign is kept.
     *
     * @param line where it stands, from 1
     */
    record Token(String text, int line) {}

    private final String source;
    private final List<List<Token>> sentences = new ArrayList<>();
    private List<Token> sentence = new ArrayList<>();
    private Optional<String> unfinished = Optional.empty();
    private int at;
    private int line = 1;

    Tokens(String source) {
        this.source = source;
        while (at < source.length()) {
            next();
        }
        endSentence();
    }

    /** The sentences; what no full stop ends counts as one. */
    List<List<Token>> sentences() {
        return sentences;
    }

    /** Which comment or string is not closed, if one is not. */
    Optional<String> unfinished() {
        return unfinished;
    }

    private void next() {
        if (source.startsWith("(*", at)) {
            skipComment();
        } else if (source.charAt(at) == '"') {
            skipString();
        } else if (isLetter(source.codePointAt(at))) {
            word();
        } else if (source.startsWith(":=", at)) {
            sentence.add(new Token(":=", line));
            skip(2);
        } else {
            if (source.charAt(at) == '.'
                    && (at + 1 == source.length() || Character.isWhitespace(source.charAt(at + 1)))) {
                endSentence();
            }
            skip(1);
        }
    }

    private void word() {
        int start = at;
        while (at < source.length() && (isLetter(source.codePointAt(at)) || isInner(source.codePointAt(at)))) {
            at += Character.charCount(source.codePointAt(at));
        }
        sentence.add(new Token(source.substring(start, at), line));
    }

    private static boolean isLetter(int character) {
        return Character.isLetter(character) || character == '_';
    }

    private static boolean isInner(int character) {
        return Character.isUnicodeIdentifierPart(character) || character == '\'';
    }

    private void skipComment() {
        int start = line;
        int depth = 0;
        do {
            if (source.startsWith("(*", at)) {
                depth++;
                skip(2);
            } else if (source.startsWith("*)", at)) {
                depth--;
                skip(2);
            } else if (source.charAt(at) == '"') {
                skipString();
            } else {
                skip(1);
            }
        } while (depth > 0 && at < source.length());
        if (depth > 0) {
            unfinished = Optional.of("line " + start + ": the comment is not closed");
        }
    }

    /** Two quotation marks in a string stand for one: read as the end of one string and the start of another. */
    private void skipString() {
        int start = line;
        skip(1);
        while (at < source.length() && source.charAt(at) != '"') {
            skip(1);
        }
        if (at == source.length()) {
            unfinished = Optional.of("line " + start + ": the string is not closed");
        }
        skip(1);
    }

    private void skip(int characters) {
        for (int i = 0; i < characters && at < source.length(); i++) {
            if (source.charAt(at++) == '\n') {
                line++;
            }
        }
    }

    private void endSentence() {
        if (!sentence.isEmpty()) {
            sentences.add(sentence);
            sentence = new ArrayList<>();
        }
    }
}

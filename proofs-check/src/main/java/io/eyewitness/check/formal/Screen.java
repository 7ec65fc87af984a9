package io.eyewitness.check.formal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses Coq sources that assume their conclusions, switch checks of the kernel off, or use files outside the development, by the
 * words of the vernacular outside of comments and strings. A variable or hypothesis is refused where no section is open, as it would be an axiom.
 */
final class Screen {
    private static final Set<String> FORBIDDEN = Set.of(
            ("Admitted admit Admit give_up Axiom Axioms Parameter Parameters Conjecture Conjectures Symbol Symbols"
                            + " bypass_check LoadPath ML Load Cd Extraction Extract Drop Quit Redirect Back BackTo Reset Undo")
                    .split(" "));

    /** The words that are allowed in a section only. */
    private static final Set<String> LOCAL = Set.of("Hypothesis", "Hypotheses", "Variable", "Variables", "Context");

    private static final Set<String> OPENING = Set.of("Section", "Module");
    private static final String SECTION = "Section";

    private final Deque<String> open = new ArrayDeque<>();

    private Screen() {}

    /** The reason why a source is refused, with the line; empty if it is accepted. */
    static Optional<String> refusal(String source) {
        Tokens tokens = new Tokens(source);
        if (tokens.unfinished().isPresent()) {
            return tokens.unfinished();
        }
        Screen screen = new Screen();
        for (List<Tokens.Token> sentence : tokens.sentences()) {
            Optional<String> refusal = screen.refusal(sentence);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private Optional<String> refusal(List<Tokens.Token> sentence) {
        List<String> words = new ArrayList<>();
        sentence.forEach(token -> words.add(token.text()));
        for (int i = 0; i < words.size(); i++) {
            String after = i + 1 < words.size() ? words.get(i + 1) : "";
            Optional<String> wrong = wrong(words.get(i), after);
            if (wrong.isPresent()) {
                return Optional.of("line " + sentence.get(i).line() + ": " + wrong.get());
            }
        }
        follow(words);
        return Optional.empty();
    }

    private Optional<String> wrong(String word, String after) {
        boolean isForbidden = FORBIDDEN.contains(word)
                || after.equals("Checking")
                || word.equals("Definitional") && after.equals("UIP")
                || word.equals("Rewrite") && after.startsWith("Rule")
                || word.equals("Declare") && !after.equals("Scope")
                || word.equals("Primitive") && !after.equals("Projections");
        if (isForbidden) {
            boolean isPhrase = !FORBIDDEN.contains(word) && !after.isEmpty();
            return Optional.of(word + (isPhrase ? " " + after : "") + " is not allowed");
        }
        return LOCAL.contains(word) && !open.contains(SECTION)
                ? Optional.of(word + " is allowed in a section only")
                : Optional.empty();
    }

    /** Sections and modules are opened by a sentence, and closed by the End of their name. */
    private void follow(List<String> words) {
        String first = words.isEmpty() ? "" : words.get(0);
        if (OPENING.contains(first) && !words.contains(":=")) {
            open.push(first);
        } else if (first.equals("End") && !open.isEmpty()) {
            open.pop();
        }
    }

    /**
     * The words of a Coq source, sentence by sentence. Comments, which nest and in which strings are read as such, and strings are left out.
     */
    static final class Tokens {
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

        /** The sentences; the text after the last full stop is one too. */
        List<List<Token>> sentences() {
            return sentences;
        }

        /** The comment or string that is not closed, if there is one. */
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
}

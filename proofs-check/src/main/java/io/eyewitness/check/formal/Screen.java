package io.eyewitness.check.formal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses Coq sources that assume what they should prove, switch checks of the kernel off, or reach out of the development: words of the
 * vernacular, outside of comments and strings. A variable or hypothesis is refused where no section is open, as it would be an axiom.
 */
final class Screen {
    private static final Set<String> FORBIDDEN = Set.of(
            ("Admitted admit Admit give_up Axiom Axioms Parameter Parameters Conjecture Conjectures Symbol Symbols"
                            + " bypass_check LoadPath ML Load Cd Extraction Extract Drop Quit Redirect Back BackTo Reset Undo")
                    .split(" "));

    /** What only a section may hold. */
    private static final Set<String> LOCAL = Set.of("Hypothesis", "Hypotheses", "Variable", "Variables", "Context");

    private static final Set<String> OPENING = Set.of("Section", "Module");
    private static final String SECTION = "Section";

    private final Deque<String> open = new ArrayDeque<>();

    private Screen() {}

    /** What a source is refused for, with the line; empty if nothing is. */
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
}

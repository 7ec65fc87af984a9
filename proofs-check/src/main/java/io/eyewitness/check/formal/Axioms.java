package io.eyewitness.check.formal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The axioms on which proofs rest, from the answers to Coq's Print Assumptions. */
final class Axioms {
    /** The axioms of Coq's classical reals, and classical logic. */
    static final Set<String> ALLOWED = Set.of(
            "ClassicalDedekindReals.sig_forall_dec",
            "ClassicalDedekindReals.sig_not_dec",
            "FunctionalExtensionality.functional_extensionality_dep",
            "Classical_Prop.classic");

    private static final String NONE = "Closed under the global context";
    private static final String SOME = "Axioms:";
    private static final Pattern AXIOM = Pattern.compile("([\\w.']+)(?: :.*)?");

    private Axioms() {}

    /**
     * The axioms of each answer, sorted; a line of another kind, such as that a definition is assumed to end, stands for itself.
     *
     * @param output of Coq
     */
    static List<List<String>> of(String output) {
        List<List<String>> answers = new ArrayList<>();
        for (String line : output.lines().toList()) {
            if (line.equals(NONE) || line.equals(SOME)) {
                answers.add(new ArrayList<>());
            } else if (!line.isBlank() && !line.startsWith(" ")) {
                if (answers.isEmpty()) {
                    answers.add(new ArrayList<>());
                }
                Matcher axiom = AXIOM.matcher(line);
                answers.get(answers.size() - 1).add(axiom.matches() ? axiom.group(1) : line);
            }
        }
        answers.forEach(axioms -> axioms.sort(null));
        return answers;
    }
}

package io.eyewitness.check.formal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxiomsTest {
    /** As Coq 8.16.1 prints them. */
    private static final String OUTPUT = """
            Axioms:
            ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
            FunctionalExtensionality.functional_extensionality_dep
              : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
                (forall x : A, f x = g x) -> f = g
            Classical_Prop.classic : forall P : Prop, P \\/ ~ P
            Closed under the global context
            Axioms:
            cheat : False
            loop is assumed to be guarded.
            """;

    @Test
    void theAxiomsOfEachAnswerAreReadByName() {
        assertEquals(
                List.of(
                        List.of(
                                "ClassicalDedekindReals.sig_not_dec",
                                "Classical_Prop.classic",
                                "FunctionalExtensionality.functional_extensionality_dep"),
                        List.of(),
                        List.of("cheat", "loop is assumed to be guarded.")),
                Axioms.of(OUTPUT));
    }

    @Test
    void whatNobodyAskedForIsAnAnswerTooMany() {
        assertEquals(List.of(List.of("Warning: something")), Axioms.of("Warning: something\n"));
    }
}

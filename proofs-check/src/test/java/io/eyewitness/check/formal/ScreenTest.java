package io.eyewitness.check.formal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Lemma a : False. Proof. Admitted.",
                "Lemma a : False. Proof. admit. Qed.",
                "Lemma a : False. Proof. give_up. Qed.",
                "Lemma a : False. Proof. now (idtac; admit). Qed.",
                "Axiom a : False.",
                "Local Axiom a : False.",
                "Axioms a b : False.",
                "#[local] Axiom a : False.",
                "Time Axiom a : False.",
                "Parameter a : False.",
                "Parameters a : False.",
                "Conjecture a : False.",
                "Conjectures a : False.",
                "Hypothesis a : False.",
                "Hypotheses a : False.",
                "Variable a : False.",
                "Variables a : False.",
                "Context (a : False).",
                "Context `{a : False}.",
                "Declare Instance a : False.",
                "Declare Module A : B.",
                "Declare ML Module \"coq-core.plugins.ltac\".",
                "Admit Obligations.",
                "Unset Guard Checking.",
                "Unset  Guard\n  Checking.",
                "Unset Positivity Checking.",
                "Unset Universe Checking.",
                "#[global] Unset Universe Checking.",
                "Set Definitional UIP.",
                "#[bypass_check(guard)] Fixpoint f (n : nat) : False := f n.",
                "#[bypass_check(universes = yes)] Definition f := Type.",
                "Load theorems.",
                "Load Verbose \"theorems\".",
                "Cd \"/tmp\".",
                "Add LoadPath \"/tmp\" as T.",
                "Add Rec LoadPath \"/tmp\" as T.",
                "Add ML Path \"/tmp\".",
                "Remove LoadPath \"/tmp\".",
                "Extraction \"f.ml\" f.",
                "Recursive Extraction f.",
                "Extract Constant f => \"g\".",
                "Drop.",
                "Quit.",
                "Redirect \"file\" Check nat.",
                "Primitive int := #int63_type.",
                "Symbol a : nat.",
                "Rewrite Rule r := a => b.",
                "Reset a.",
                "Undo.",
                "Back 1.",
                "BackTo 1.",
            })
    void whatAssumesOrReachesOutIsRefused(String source) {
        assertTrue(Screen.refusal(source).isPresent(), source);
        assertTrue(Screen.refusal("Section S.\nEnd S.\n" + source).isPresent(), source);
        assertTrue(Screen.refusal("(* a \"comment *)\" *) " + source).isPresent(), source);
        assertTrue(Screen.refusal("Notation \"'it' (* x\" := x. " + source).isPresent(), source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "(* Axiom a : False. Admitted. *)",
                "(* (* nested *) Axiom a : False. *)",
                "(* a string \"*)\" Axiom a : False. *)",
                "(* a string with a quotation mark \"\"\" *)\" Axiom *)",
                "(*) Axiom a : False. *)",
                "Notation \"'Axiom' x\" := x.",
                "Check \"Admitted. \"\"Axiom\"\" \"%string.",
                "Section S. Variable a : nat. Hypothesis b : a = 0. Context (c : nat). End S.",
                "Section S. Section T. End T. Variables a b : nat. End S.",
                "Module M := N. Section S. Variable a : nat. End S.",
                "Section S. Module M := N. Variable a : nat. End S.",
                "Lemma admittedly : True. Proof. exact I. Qed.",
                "Lemma axiom_free (parameter admits Admitted_ : nat) : True. Proof. exact I. Qed.",
                "Set Primitive Projections.",
                "Declare Scope my_scope.",
                "Definition a' := 1. Definition étale := 2.",
            })
    void whatOnlyLooksLikeItIsNot(String source) {
        assertEquals(Optional.empty(), Screen.refusal(source), source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Section S. End S. Variable a : False.",
                "Module M. Variable a : False. End M.",
                "Section S. Section T. End T. End S. Hypothesis a : False.",
                "Module M. Section S. End S. Variable a : False. End M.",
                "Module Section. Variable a : False. End Section.",
                "Definition Section := 0. Variable a : False.",
                "(* Section S. *) Variable a : False.",
                "Notation \"'Section S. '\" := 0. Variable a : False.",
            })
    void aVariableIsAnAxiomWhereNoSectionIsOpen(String source) {
        assertTrue(Screen.refusal(source).orElse("").endsWith("is allowed in a section only"), source);
    }

    @Test
    void theLineIsNamed() {
        assertEquals(
                Optional.of("line 4: Axiom is not allowed"),
                Screen.refusal("(* one\n   two *)\nLemma a : True. Proof. exact I. Qed.\nAxiom b : False.\n"));
        assertEquals(Optional.of("line 2: Guard Checking is not allowed"), Screen.refusal("\nUnset Guard Checking."));
    }

    @Test
    void whatIsNotClosedIsRefused() {
        assertEquals(
                Optional.of("line 2: the comment is not closed"), Screen.refusal("Check 1.\n(* (* *)\nCheck 2.\n"));
        assertEquals(Optional.of("line 1: the string is not closed"), Screen.refusal("Check \"a\"\"."));
    }
}

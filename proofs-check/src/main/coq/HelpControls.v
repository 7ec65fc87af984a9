(** Negative controls for the second table: other answers are false, and more help can help. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Theorems Points Distances Visualizations Indistinguishability AffineRows Help
  HelpIndistinguishability HiddenRises HelpNetworks AffineExamples Controls.
Open Scope R_scope.

(** ** Another answer *)
Lemma equivalent_norms d : equivalent_to_l1 (@l1 d) /\ equivalent_to_l1 (@l2 d) /\ equivalent_to_l1 (@linf d).
Proof.
  assert (E : forall c c' (dist : point d -> point d -> R), (forall x y, dist x y <= c * l1 x y /\ l1 x y <= c' * dist x y) ->
    equivalent_to_l1 dist) by (intros c c' dist H; split; [exists c|exists c']; apply H).
  pose proof (pos_INR d); split; [apply (E 1 1)|split; [apply (E 1 (INR d))|apply (E 1 (INR d))]]; intros x y;
    pose proof (linf_le_l1 d x y); pose proof (l2_le_l1 d x y); pose proof (linf_le_l2 d x y); pose proof (l1_le_linf d x y);
    split; try lra; nra.
Qed.

Lemma all_with_norms_instance r : exists d (C : class d), forall Q, all_with_norms r Q -> Q d C.
Proof.
  destruct r; try (match goal with |- exists d C, forall Q, all_with_norms ?r Q -> _ => exact (all_of_instance r) end).
  exists 1%nat, (lipschitz l1 1); intros Q H; apply H; [apply l1_metric|apply equivalent_norms|lra].
Qed.

Lemma examples_to_looks : from_examples_to_looks (fun d => examples).
Proof. intros d; split; [apply le_help_refl|apply examples_looks]. Qed.

(** each cell of the second table has one answer, and each row one eps* *)
Theorem holds_with_help_only_so r n a : holds_with_help r n a -> a = second_table r n.
Proof.
  intros H; pose proof (the_second_table r n) as T; specialize (H _ examples_to_looks); specialize (T _ examples_to_looks).
  destruct (all_with_norms_instance r) as (d & C & I); destruct a, (second_table r n); try tauto;
    apply I in H; apply I in T; exfalso; eapply not_always_and_never; eauto.
Qed.
Theorem best_error_with_help_unique r e e' : 0 <= e -> 0 <= e' ->
  best_error_with_help r e -> best_error_with_help r e' \/ error_approached_with_help r e' -> e = e'.
Proof.
  intros He He' H H'; destruct (all_with_norms_instance r) as (d & C & I); specialize (H _ examples_to_looks).
  apply I in H; specialize (H full (full_tie_rule C)); destruct H' as [H'|H']; specialize (H' _ examples_to_looks);
    apply I in H'; specialize (H' full (full_tie_rule C)).
  - apply Rle_antisym; [apply (H e' He'), (H' e' He')|apply (H' e He), (H e He)]; lra.
  - exfalso; pose proof (proj1 (H' e He) (proj2 (H e He) (Rle_refl e))) as E.
    pose proof (proj2 (H' ((e + e') / 2) ltac:(lra)) ltac:(lra)) as W; apply (H ((e + e') / 2)) in W; lra.
Qed.

(** ** More help *)
(** examples, germs, visualizations, and all looks: the table is about each *)
Theorem kinds_of_help : from_examples_to_looks (fun d => examples) /\ from_examples_to_looks (fun d => germs) /\
  from_examples_to_looks (fun d => visualizations) /\ from_examples_to_looks (fun d => looks).
Proof.
  split; [exact examples_to_looks|split; [|split]]; intros d; split;
    auto using examples_germs, germs_looks, examples_visualizations, visualizations_looks, examples_looks, le_help_refl.
Qed.
(** without help it would be the first table *)
Theorem no_help_is_the_first_table d (C : class d) T :
  (exact_with no_help C T <-> exact C T) /\ (approx_with no_help C T <-> approx C T) /\ (side_with no_help C T <-> side C T).
Proof.
  split; [apply exact_no_help|split; [|apply side_no_help]].
  split; intros A e He; apply within_no_help; [apply A; lra|].
  assert (Hm : 0 < Rmin e (1/2) <= 1/2 /\ Rmin e (1/2) <= e) by (unfold Rmin; destruct (Rle_dec e (1/2)); lra).
  destruct (A (Rmin e (1/2))) as [D HD]; [lra|].
  exists D; intros f a b Cf Tf x Hx; specialize (HD f a b Cf Tf x Hx).
  eapply Rle_trans; [exact HD|]; apply Rmult_le_compat_r; [|lra].
  apply (Rmult_le_reg_l (Rmin e (1/2))); [lra|]; rewrite Rmult_0_r; eapply Rle_trans; [apply Rabs_pos|exact HD].
Qed.
(** who may see everything understands every class, so the No are not vacuous *)
Definition everything {d} : help d := fun B F => True.
Theorem everything_all_yes d (C : class d) : all_yes_with everything C.
Proof.
  apply exact_all_yes_with; [intros A B F g _; exact I|].
  intros T HT; exists (fun a b m M f => f); split; [intros a b m M; exact I|auto].
Qed.
Theorem looks_are_not_everything k : ~ le_help (@everything (S k)) looks.
Proof.
  intros H; destruct (rows_with _ (proj2 (proj2 (proj2 kinds_of_help))) BlackBox k) as (N & _).
  apply (N full (full_tie_rule _)), (exact_le everything); auto; apply everything_all_yes, full_tie_rule.
Qed.
Theorem examples_are_some_help : ~ le_help (@examples 2) no_help.
Proof.
  intros H; destruct (indistinguishability _ (affine_ambiguous (k := 0))) as (N & _).
  apply (N full (full_tie_rule _)), exact_no_help, (exact_le (examples_n 1)); [|apply (affine_exact_by_examples 2), full_tie_rule].
  eapply le_help_trans; [apply examples_n_examples|exact H].
Qed.

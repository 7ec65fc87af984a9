(** The statements of [OurStatements.v], proved. *)
Require Import Reals Lra Lia List Psatz.
From Eyewitness Require Export Statements HelpStatements OurStatements.
From Eyewitness Require Import FurtherStatements Help Grids HelpIndistinguishability HelpTheorems QuantisedNetworks FiniteClasses
  QuantisedTies RealWeights Indistinguishability SmoothFunctions SmoothRows GradientRadius.
Open Scope R_scope.

(** ** Quantised networks *)
Theorem quantised_holds n : quantised n No.
Proof.
  intros k W widths Wm W0 W1 HR.
  pose proof (d_n (S k) (le_n _)) as D.
  destruct (confused_never _ (@quantised_network (S k) W widths) (INR (S k) / (INR (S k) + INR (S k)))) as (E & A & S & _).
  - apply Rdiv_lt_0_compat; lra.
  - apply quantised_confused; auto.
  - destruct n; auto.
Qed.
Theorem quantised_error_of_wide_networks_holds : quantised_error_of_wide_networks.
Proof.
  intros k W widths n Wm W0 W1 HR Hn eps He.
  pose proof (d_n n Hn) as D.
  destruct (confused_never _ (@quantised_network (S k) W widths) (INR n / (INR n + INR (S k)))) as (_ & _ & _ & N).
  - apply Rdiv_lt_0_compat; lra.
  - apply quantised_confused; auto.
  - apply N; replace (INR n / (INR n + INR (S k)) / 2) with (INR n / (2 * (INR n + INR (S k)))) by (field; lra); auto.
Qed.
Theorem quantised_error_holds : quantised_error (1/4).
Proof.
  intros k W widths Wm W0 W1 HR eps He; apply (quantised_error_of_wide_networks_holds k W widths (S k)); auto.
  pose proof (d_n (S k) (le_n _)) as D; replace (INR (S k) / (2 * (INR (S k) + INR (S k)))) with (1 / 4) by (field; lra); auto.
Qed.
Theorem quantised_error_and_ties_holds : quantised_error_and_ties.
Proof.
  split; [|exact quantised_without_ties]; intros k W widths Wm W0 W1 HR.
  exists corner_rule; split; [apply corner_rule_tie_rule|apply tied_error; auto].
Qed.
Lemma fixed_examples d n : le_help (@fixed_examples_n d n) examples.
Proof. intros B F (P & g & _ & E); exists (ask_all P g); intros f; rewrite play_ask_all; auto. Qed.
Lemma quantised_all_yes_with H : from_examples_to_looks H -> quantised_networks (fun d => all_yes_with (H d)).
Proof.
  intros HH k W widths _ _ _ _; eapply exact_all_yes_with_H; [exact HH|apply fixed_examples|apply quantised_exact].
Qed.
Theorem quantised_with_help_holds n : quantised_with_help n Yes.
Proof.
  intros H HH k W widths Wm W0 W1 HR.
  destruct (quantised_all_yes_with H HH k W widths Wm W0 W1 HR) as (E & A & S & _); destruct n; auto.
Qed.
Theorem quantised_error_with_help_holds : quantised_error_with_help 0.
Proof. intros H HH k W widths Wm W0 W1 HR; apply (quantised_all_yes_with H HH k W widths); auto. Qed.
Theorem finite_class_by_examples_holds : finite_class_by_examples.
Proof. split; [exact finite_class_exact|intros; apply quantised_exact]. Qed.
Theorem real_weights_stay_unknown_holds : real_weights_stay_unknown.
Proof.
  intros k widths HR H HE HG; apply indistinguishability_with_help; [eapply le_help_trans; [apply no_help_examples|exact HE]|].
  eapply ambiguous_despite_le; [exact HG|apply real_weights_ambiguous; auto].
Qed.

(** ** Functions with an L-Lipschitz gradient *)
Theorem lipschitz_gradient_holds n : lipschitz_gradient n No.
Proof. intros k L HL; destruct (indistinguishability _ (smooth_ambiguous (k := k) L HL)) as (E & A & S & _); destruct n; auto. Qed.
Theorem lipschitz_gradient_error_holds : lipschitz_gradient_error (1/2).
Proof. intros k L HL; apply (indistinguishability _ (smooth_ambiguous (k := k) L HL)). Qed.
Definition lipschitz_gradient_second_table (n : notion) : answer := match n with Approximately => Yes | _ => No end.
Lemma smooth_approached_row H : from_examples_to_looks H -> smooth_functions (fun d => approached_row (H d)).
Proof.
  intros HH k L HL; apply (confused_approached_row H HH); [apply smooth_confused; auto|apply smooth_always_approx_with; auto].
Qed.
Theorem lipschitz_gradient_with_help_holds n : lipschitz_gradient_with_help n (lipschitz_gradient_second_table n).
Proof.
  intros H HH; destruct n; intros k L HL; destruct (smooth_approached_row H HH k L HL) as (E & A & S & _); auto.
Qed.
Theorem lipschitz_gradient_error_with_help_holds : lipschitz_gradient_error_with_help 0.
Proof. intros H HH k L HL; apply (smooth_approached_row H HH k L HL). Qed.
Theorem values_with_gradients_suffice_holds : values_with_gradients_suffice.
Proof. intros d L rho P HL Hr Cover; exists (nearest_plane rho P); intros f G F; apply nearest_plane_error; auto. Qed.
Theorem values_with_gradients_between_holds : values_with_gradients_between.
Proof.
  intros d L rho P x HL Hx HP Near; exists (fun ys => mean_plane P ys x); intros f G F; apply mean_plane_error; auto.
Qed.
Theorem germs_leave_half_of_it_holds : germs_leave_half_of_it.
Proof. intros d L a b m M n s HL Ha Hb HmM Hab; apply (germs_err_by_covering_radius HL Ha Hb HmM Hab). Qed.

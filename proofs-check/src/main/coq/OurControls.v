(** Negative controls for the rows of our own: other answers are false, and the hypotheses matter. *)
Require Import Reals Lra List Psatz Classical.
Import ListNotations.
From Eyewitness Require Import Theorems Points Visualizations AffineRows Networks HelpControls.
Open Scope R_scope.

(** ** Another answer *)
Lemma one_answer (row : own_row) N a a' : (exists d (C : class d), forall Q, row Q -> Q d C) ->
  answered row N a -> answered row N a' -> a = a'.
Proof.
  intros (d & C & I); destruct a, a'; simpl; try tauto; intros H H'; apply I in H; apply I in H'; exfalso;
    eapply not_always_and_never; eauto.
Qed.
Lemma quantised_instance : exists d (C : class d), forall Q, quantised_networks Q -> Q d C.
Proof.
  exists 1%nat, (quantised_network [-1; 0; 1] [3%nat; 3%nat]); intros Q H; apply H; simpl; auto.
Qed.
Lemma smooth_instance : exists d (C : class d), forall Q, smooth_functions Q -> Q d C.
Proof. exists 1%nat, (smooth 1); intros Q H; apply H; lra. Qed.

Theorem quantised_only_so n a : quantised n a -> a = No.
Proof. intros H; exact (one_answer _ _ _ _ quantised_instance H (quantised_holds n)). Qed.
Theorem quantised_with_help_only_so n a : quantised_with_help n a -> a = Yes.
Proof.
  intros H; apply (one_answer _ _ _ _ quantised_instance (H _ examples_to_looks)), (quantised_with_help_holds n), examples_to_looks.
Qed.
Theorem lipschitz_gradient_only_so n a : lipschitz_gradient n a -> a = No.
Proof. intros H; exact (one_answer _ _ _ _ smooth_instance H (lipschitz_gradient_holds n)). Qed.
Theorem lipschitz_gradient_with_help_only_so n a :
  lipschitz_gradient_with_help n a -> a = lipschitz_gradient_second_table n.
Proof.
  intros H; apply (one_answer _ _ _ _ smooth_instance (H _ examples_to_looks)), (lipschitz_gradient_with_help_holds n), examples_to_looks.
Qed.

(** ** The hypotheses *)
Lemma exact_sub d (C C' : class d) : (forall f, C f -> C' f) -> always exact C' -> always exact C.
Proof.
  intros S Y T HT; destruct (Y (fun f a b => (C f -> T f a b) /\ full f a b)) as [D HD].
  - split; [intros f a b _ [_ F]; exact F|]; intros f _ V; destruct (classic (C f)) as [Cf|N].
    + destruct (rule_total _ _ HT f Cf V) as (a & b & Tf); exists a, b; split; auto; apply (rule_sound _ _ HT f a b Cf Tf).
    + destruct V as (a & b & m & M & Ha & Hb & _); exists a, b; split; [tauto|split; auto].
  - exists D; intros f a b Cf Tf; apply HD; auto; split; auto; apply (rule_sound _ _ HT f a b Cf Tf).
Qed.
(** quantised networks need hidden layers: without any, and d = 1, they are affine, and understood *)
Theorem quantised_without_hidden_layers W : all_yes (@quantised_network 1 W []).
Proof.
  apply exact_all_yes, (exact_sub _ _ affine); [|apply affine_1_all_yes].
  intros f (N & B & E); destruct (net_case 1 N) as [(w & c & ->)|(k & A & K & ->)]; [exists w, c; exact E|destruct B].
Qed.
(** L-Lipschitz gradients need L > 0: without curvature functions are affine *)
Theorem gradient_constant_affine d (f : fn d) : smooth 0 f -> cube (diag d 0) -> affine f.
Proof.
  intros [G F] C0; exists (G (diag d 0)), (f (diag d 0) - dot (G (diag d 0)) (diag d 0)); intros x Hx.
  specialize (F _ x C0 Hx); replace (0 / 2 * sumsq (diag d 0) x) with 0 in F by field.
  apply Rabs_le_inv in F; lra.
Qed.
Theorem gradient_constant_all_yes : all_yes (@smooth 1 0).
Proof.
  apply exact_all_yes, (exact_sub _ _ affine); [|apply affine_1_all_yes].
  intros f F; apply gradient_constant_affine; auto; apply cube_diag; lra.
Qed.

(** Negative controls: the definitions are not vacuous, the hypotheses matter, other answers are false. *)
Require Import Reals Lra List Psatz Classical.
Import ListNotations.
From Eyewitness Require Import Theorems Points Distances Visualizations AffineRows Networks ExtremeValues
  TrainedNetworks PiecewiseAffine Envelope Regions QuantisedTies.
Open Scope R_scope.

(** ** The table with another answer *)
(** each row is about at least one class *)
Lemma all_of_instance r : exists d (C : class d), forall Q, all_of r Q -> Q d C.
Proof.
  destruct r; simpl.
  - exists 1%nat, black_box; auto.
  - exists 1%nat, network; auto.
  - exists 1%nat, (least_squares_network (@nil (point 1 * R))); intros Q H; apply H; intros p [].
  - exists 1%nat, (lipschitz l1 1); intros Q H; apply H; [apply l1_metric|lra].
  - exists 1%nat, piecewise_affine; auto.
  - exists 1%nat, monotone; auto.
  - exists 1%nat, convex; auto.
  - exists 2%nat, affine; auto.
  - exists 1%nat, affine; auto.
  - exists 1%nat, constant; auto.
Qed.

Lemma over_the_class_one_answer r n a a' : over_the_class r n a -> over_the_class r n a' -> a = a'.
Proof.
  destruct (all_of_instance r) as (d & C & I); destruct a, a'; simpl; try tauto;
    intros H H'; apply I in H; apply I in H'; exfalso; eapply not_always_and_never; eauto.
Qed.

Lemma possible_l1 : possible l1 1 (diag 1 0) (diag 1 1) 0 1.
Proof.
  repeat (split; [first [apply l1_metric | apply cube_diag; lra | lra]|]).
  simpl; rewrite Rabs_left by lra; lra.
Qed.
Lemma possible_small_range : possible l1 1 (diag 1 0) (diag 1 1) 0 (1/2).
Proof.
  repeat (split; [first [apply l1_metric | apply cube_diag; lra | lra]|]).
  simpl; rewrite Rabs_left by lra; lra.
Qed.

(** each cell of the table has one answer *)
Theorem holds_only_as_printed r n a : holds r n a -> a = paper r n.
Proof.
  intros H; pose proof (the_table r n) as T.
  destruct r, n; try exact (over_the_class_one_answer _ _ _ _ H T).
  destruct a; auto; exfalso.
  - apply (midpoint_not_known (l1_normlike 1) possible_small_range).
    + simpl; rewrite Rabs_left by lra; lra.
    + apply H; auto using l1_normlike, possible_small_range; apply (midpoint (l1_normlike 1) possible_small_range).
  - apply (H 1%nat l1 1 _ _ _ _ (l1_normlike 1) possible_l1).
    apply (side_known_everywhere_iff (l1_normlike 1) possible_l1); split.
    + simpl; rewrite Rabs_left by lra; lra.
    + apply between_balls_cover, normlike_1_between, l1_normlike.
Qed.

(** ... and one eps* *)
Theorem best_error_unique r e e' : 0 <= e -> 0 <= e' -> best_error r e -> best_error r e' -> e = e'.
Proof.
  intros He He' H H'; destruct (all_of_instance r) as (d & C & I); apply I in H; apply I in H'.
  specialize (H full (full_tie_rule C)); specialize (H' full (full_tie_rule C)).
  apply Rle_antisym.
  - apply (H e' He'), (H' e' He'); lra.
  - apply (H' e He), (H e He); lra.
Qed.

(** ** The hypotheses of the rows *)
Lemma all_yes_not_all_no d (C : class d) : all_yes C -> ~ all_no C.
Proof. intros (Y & _) (N & _); exact (not_always_and_never exact C Y N). Qed.

(** row 8 needs d > 1 *)
Theorem affine_1_not_all_no : ~ all_no (@affine 1).
Proof. apply all_yes_not_all_no, affine_1_all_yes. Qed.

(** row 1 needs d >= 1: on a single point nothing is hidden *)
Theorem black_box_0_not_all_no : ~ all_no (@black_box 0).
Proof.
  apply all_yes_not_all_no, exact_all_yes; intros T HT; exists (fun _ _ m _ _ => m); intros f a b _ _ x _.
  destruct a, x; auto.
Qed.

(** row 3 needs a least risk that is attained: an empty class is understood, vacuously *)
Theorem empty_all_yes d (C : class d) : (forall f, ~ C f) -> all_yes C.
Proof.
  intros H; apply exact_all_yes; intros T HT; exists (fun _ _ m _ _ => m); intros f a b Cf; destruct (H f Cf).
Qed.
Theorem cross_entropy_all_yes d (x : point d) : all_yes (trained_network [x] (cross_entropy [1])).
Proof. apply empty_all_yes; intros f Hf; apply any_loss_holds with (x := x); eauto. Qed.

(** a class with one member is understood, whatever the member *)
Theorem singleton_all_yes d (f : fn d) : all_yes (fun g => forall x, cube x -> g x = f x).
Proof.
  apply exact_all_yes; intros T HT; exists (fun _ _ _ _ x => f x); intros g a b Hg _ x Hx; rewrite Hg; auto.
Qed.

(** ** Theorem 1's constant in row 8, when ties are broken against the decoder *)
Theorem affine_attained_with_ties k : tie_rule affine (@corner_rule (S (S k))) /\
  forall D : decoder (S (S k)), exists f a b, affine f /\ corner_rule f a b /\ f a < f b /\
    sup_at_least (fun x => f x - D a b (f a) (f b) x) ((f b - f a) / 2).
Proof.
  split; [apply corner_rule_tie_rule|]; intros D.
  pose (f1 := fun x : point (S (S k)) => hd x); pose (f2 := fun x : point (S (S k)) => hd (tl x)).
  pose (a := diag (S (S k)) 0); pose (b := diag (S (S k)) 1).
  assert (Ca : cube a) by (apply cube_diag; lra). assert (Cb : cube b) by (apply cube_diag; lra).
  assert (A1 : affine f1).
  { exists ((1, (0, diag k 0)) : point (S (S k))), 0; intros x _; simpl; rewrite dot_zero; unfold f1; ring. }
  assert (A2 : affine f2).
  { exists ((0, (1, diag k 0)) : point (S (S k))), 0; intros x _; simpl; rewrite dot_zero; unfold f2; ring. }
  assert (F1 : full f1 a b) by (split; split; auto; intros x (H & _); unfold f1; simpl; lra).
  assert (F2 : full f2 a b) by (split; split; auto; intros x (_ & H & _); unfold f2; simpl; lra).
  pose (x := (1, (0, diag k 0)) : point (S (S k))).
  assert (Hx : cube x) by (split; [simpl; lra|split; [simpl; lra|apply cube_diag; lra]]).
  destruct (Rle_dec (D a b 0 1 x) (1/2)).
  - exists f1, a, b; split; [auto|split; [split; auto|]].
    change (f1 a) with 0; change (f1 b) with 1; split; [lra|].
    apply (sup_at_least_at _ x); auto; change (f1 x) with 1.
    eapply Rle_trans; [|apply Rle_abs]; lra.
  - exists f2, a, b; split; [auto|split; [split; auto|]].
    change (f2 a) with 0; change (f2 b) with 1; split; [lra|].
    apply (sup_at_least_at _ x); auto; change (f2 x) with 0.
    rewrite Rabs_minus_sym; eapply Rle_trans; [|apply Rle_abs]; lra.
Qed.

(** ** The norms are what the statements about norms are about *)
Theorem the_three_norms d : normlike (@l1 d) /\ normlike (@l2 d) /\ normlike (@linf d) /\
  forall x y : point d, l2 x y <= l1 x y /\ linf x y <= l1 x y.
Proof.
  split; [apply l1_normlike|split; [apply l2_normlike|split; [apply linf_normlike|]]].
  intros x y; split; [apply l2_le_l1|apply linf_le_l1].
Qed.

(** ** A network, evaluated: |x - 1/2| in d = 1 *)
Definition tent : net 1 :=
  Hidden ((((1, tt), - (1/2)), (((-1, tt), 1/2), tt)) : layer 1 2) (Output ((1, (1, tt)) : point 2) 0).
Example tent_eval x : eval tent ((x, tt) : point 1) = Rabs (x - 1/2).
Proof.
  rewrite abs_as_relu; cbn -[relu Rmult Rplus Rminus Ropp Rdiv IZR].
  replace (1 * x + 0 + - (1/2)) with (x - 1/2) by ring.
  replace (-1 * x + 0 + 1/2) with (- (x - 1/2)) by ring. ring.
Qed.

(** The architectures of the quantised networks, with any real weights: germs do not help. One neuron of the second layer
    makes a tent that no asked input sees. *)
Require Import Reals Lra Lia List Psatz.
Import ListNotations.
From Eyewitness Require Import Statements FurtherStatements HelpStatements OurStatements Points Distances Visualizations
  Networks Help HelpIndistinguishability ShrinkingBalls Architectures QuantisedNetworks.
Open Scope R_scope.

Lemma germs_asked d B (s : strategy (input d) (fn d) B) : respects same_germ s -> forall f0, exists P : list (point d),
  forall g, (forall p, In p P -> near p f0 g) -> play whole s g = play whole s f0.
Proof.
  induction s as [b|q next IH]; simpl.
  - intros _ f0; exists nil; auto.
  - intros [Hk Hl] f0; destruct (IH f0 (Hl f0) f0) as (P & E).
    exists (proj1_sig q :: P).
    intros g N; unfold whole at 2 4; rewrite <- (Hk f0 g) by (apply N; left; auto).
    apply E; intros p I; apply N; right; auto.
Qed.
Lemma sum_lip d (x y : point d) : Rabs (sum y - sum x) <= l1 y x.
Proof.
  induction d as [|d IH]; simpl; [rewrite Rminus_diag_eq, Rabs_R0; lra|]; specialize (IH (tl x) (tl y)).
  replace (hd y + sum (tl y) - (hd x + sum (tl x))) with (hd y - hd x + (sum (tl y) - sum (tl x))) by ring.
  eapply Rle_trans; [apply Rabs_triang|lra].
Qed.

Section Hidden.
Context {k : nat}.
Local Notation d := (S k).
Variable widths : list nat.
Hypothesis HR : roomy d 1 widths.
Local Notation C := (@network_of d (fun _ => True) widths).
Local Notation M := (INR d).

(** the sum of the coordinates, with a tent *)
Definition hidden (x : point d) r v : fn d := fun y => sum y + v * tent x r y.
Lemma hidden_network x r v : 0 < r -> (forall y, cube y -> 0 <= hidden x r v y) -> C (hidden x r v).
Proof.
  intros Hr H; apply (network_of_roomy (fun _ => True) I I d 1 (1 + (0 + 1)) _
    (bumped (- / r) v 1 0 (coordinates 1 (lin2 (-1) 0 x x)) (coordinates (-1) x))); auto.
  - assert (T : forall n (w : point n), weights_in (fun _ => True) w) by (intros n w; induction n; simpl; auto).
    apply built_bumped; auto; apply layer_in_coordinates; auto.
  - lia.
  - intros y Hy; split; auto; rewrite eval_bumped, relus_l1 by auto; unfold hidden, tent.
    replace (1 + - / r * l1 y x) with (1 - l1 y x / r) by (unfold Rdiv; ring); simpl (INR _); ring.
Qed.
(** it keeps the visualization where it stays inside *)
Lemma hidden_inner x r v : cube x -> 0 < r -> r <= sum x -> r <= M - sum x ->
  r < sum x + v -> sum x + v < M - r -> inner 0 M (@sum d) (hidden x r v).
Proof.
  intros Hx Hr R1 R2 V1 V2 y Hy; unfold hidden; destruct (Rle_dec r (l1 y x)) as [N|N].
  - left; rewrite tent_out by auto; ring.
  - right; pose proof (Rabs_le_inv _ _ (sum_lip d x y)); pose proof (tent_range d x r y Hr).
    set (t := tent x r y) in *; clearbody t; split; [lra|split; nra].
Qed.
Lemma sum_Phi : unique_Phi (@sum d) (diag d 0) (diag d 1) 0 M.
Proof.
  apply unique_Phi_intro; try (apply cube_diag; lra); try (rewrite sum_diag; lra); intros x Hx; apply (sum_range x Hx).
Qed.

Theorem real_weights_ambiguous : ambiguous_despite germs C.
Proof.
  intros B D A h Hh; destruct (A (diag d 0) (diag d 1) 0 M) as (s & Hs & Es).
  destruct (germs_asked d B s Hs (@sum d)) as (P & E).
  destruct (avoid_points (diag d 0 :: diag d 1 :: P)) as (x & Hx & Nx).
  destruct (radius l1 (l1_metric d) x _ Nx) as (r0 & Hr0 & Rad).
  assert (HM : 1 <= M) by (apply (le_INR 1); lia).
  assert (S : 0 < sum x < M).
  { apply (unique_Phi_strict _ _ _ _ _ x sum_Phi Hx); intros ->; apply Nx; simpl; auto. }
  pose (r := Rmin (r0 / 2) (Rmin (Rmin (sum x / 2) ((M - sum x) / 2)) (h * M / 2))).
  assert (R0 : 0 < r) by (repeat apply Rmin_glb_lt; nra).
  assert (R1 : r <= r0 / 2) by apply Rmin_l.
  assert (R2 : r <= sum x / 2) by (eapply Rle_trans; [apply Rmin_r|]; eapply Rle_trans; [apply Rmin_l|apply Rmin_l]).
  assert (R3 : r <= (M - sum x) / 2) by (eapply Rle_trans; [apply Rmin_r|]; eapply Rle_trans; [apply Rmin_l|apply Rmin_r]).
  assert (R4 : r <= h * M / 2) by (eapply Rle_trans; [apply Rmin_r|apply Rmin_r]).
  clearbody r.
  assert (Member : forall v, h * M <= sum x + v <= M - h * M -> C (hidden x r v) /\
    unique_Phi (hidden x r v) (diag d 0) (diag d 1) 0 M /\ play whole s (hidden x r v) = play whole s (@sum d) /\
    hidden x r v x = sum x + v).
  { intros v Hv; assert (I : inner 0 M (@sum d) (hidden x r v)) by (apply hidden_inner; auto; nra).
    pose proof sum_Phi as U; pose proof (inner_Phi _ _ _ _ _ _ (proj1 U) I) as Q; split; [|split; [|split]].
    - apply hidden_network; auto; intros y Hy; apply (Phi_range _ _ _ _ _ Q y Hy).
    - apply (same_tie_sets_unique_Phi (@sum d)); auto; apply (inner_same_tie_sets _ _ _ _ _ _ (proj1 U) I).
    - apply E; intros p Ip; exists (r0 / 2); split; [lra|]; intros y Hy Hl; unfold hidden; rewrite tent_out; [ring|auto|].
      pose proof (Rad p ltac:(simpl; auto)); pose proof (dist_tri _ (l1_metric d) p y x) as T.
      rewrite (dist_sym _ (l1_metric d) p y) in T; lra.
    - unfold hidden; rewrite tent_top; ring. }
  destruct (Member (M - h * M - sum x)) as (C1 & U1 & E1 & V1); [nra|].
  destruct (Member (h * M - sum x)) as (C2 & U2 & E2 & V2); [nra|].
  exists (hidden x r (M - h * M - sum x)), (hidden x r (h * M - sum x)), (diag d 0), (diag d 1), 0, M, x.
  unfold apart; rewrite V1, V2, !Es, E1, E2; repeat (split; [auto; lra|]); lra.
Qed.
End Hidden.

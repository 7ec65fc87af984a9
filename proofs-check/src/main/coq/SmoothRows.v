(** Functions with an L-Lipschitz gradient, in both tables: two profiles that show the same, and a smooth plateau with
    smooth bumps on it. *)
Require Import Reals Lra Lia List Psatz.
From Eyewitness Require Import Statements FurtherStatements HelpStatements OurStatements Points Distances Visualizations
  Indistinguishability Blends Networks Help HelpIndistinguishability Adversary QuantisedNetworks SmoothFunctions.
Open Scope R_scope.

Lemma scaled_unique_Phi d (f : fn d) a b m M c : 0 < c -> unique_Phi f a b m M ->
  unique_Phi (fun x => c * f x) a b (c * m) (c * M).
Proof.
  intros Hc U; pose proof (proj1 U) as P; pose proof P as ((Ha & _) & (Hb & _) & Ea & Eb).
  apply unique_Phi_intro; auto; try congruence; intros x Hx; pose proof (Phi_range _ _ _ _ _ P x Hx).
  - split; nra.
  - intros E; apply U; apply (is_min_iff_value _ _ _ _ _ x P); split; auto; nra.
  - intros E; apply U; apply (is_max_iff_value _ _ _ _ _ x P); split; auto; nra.
Qed.
(** small multiples of a smooth function are as smooth as one likes *)
Lemma scaled_smooth d (f : fn d) K L : 0 <= K -> 0 < L -> smooth K f -> exists c, 0 < c /\ smooth L (fun x => c * f x).
Proof.
  intros HK HL F; assert (H : 0 < L / (K + 1)) by (apply Rdiv_lt_0_compat; lra).
  exists (L / (K + 1)); split; auto; pose proof (smooth_lin (L / (K + 1)) 0 _ _ _ _ F F) as Q.
  rewrite Rabs_R0, Rmult_0_l, Rplus_0_r, Rabs_right in Q by lra.
  eapply smooth_ext; [|eapply smooth_le; [|exact Q]]; [intros x; simpl; ring|].
  apply (Rmult_le_reg_r (K + 1)); [lra|]; replace (L / (K + 1) * K * (K + 1)) with (L * K) by (field; lra); nra.
Qed.

Section Rows.
Context {k : nat}.
Local Notation d := (S k).
Variable L : R.
Hypothesis HL : 0 < L.

(** ** The first table *)
Definition late_rise h v := h * v + (1 - h) * (relu (2 * v + -1) * relu (2 * v + -1)).
Definition early_rise h v := h * v + (1 - h) * (1 - relu (-2 * v + 1) * relu (-2 * v + 1)).
Lemma rises_inside h v q : 0 < h < 1 -> 0 < v < 1 -> 0 <= q <= 1 -> 0 < h * v + (1 - h) * q < 1.
Proof. intros Hh Hv Hq; assert (0 < h * v < h) by (split; nra); assert (0 <= (1 - h) * q <= 1 - h) by (split; nra); lra. Qed.
Lemma late_Phi h : 0 < h < 1 -> unique_Phi (profile (k := k) (late_rise h)) (diag d 0) (diag d 1) 0 1.
Proof.
  intros Hh; apply profile_unique_Phi; unfold late_rise.
  - rewrite relu_neg; lra.
  - rewrite relu_pos; lra.
  - intros v Hv; apply rises_inside; auto; destruct (relu_cases (2 * v + -1)) as [[? ->]|[? ->]]; [lra|split; nra].
Qed.
Lemma early_Phi h : 0 < h < 1 -> unique_Phi (profile (k := k) (early_rise h)) (diag d 0) (diag d 1) 0 1.
Proof.
  intros Hh; apply profile_unique_Phi; unfold early_rise.
  - rewrite relu_pos; lra.
  - rewrite relu_neg; lra.
  - intros v Hv; apply rises_inside; auto; destruct (relu_cases (-2 * v + 1)) as [[? ->]|[? ->]]; [lra|split; nra].
Qed.
Theorem smooth_ambiguous : ambiguous (@smooth d L).
Proof.
  intros h Hh.
  destruct (two_hinges (k := k) 2 (-1) (-2) 1 0 h (1 - h) 0) as (K1 & HK1 & S1).
  destruct (two_hinges (k := k) 2 (-1) (-2) 1 (1 - h) h 0 (- (1 - h))) as (K2 & HK2 & S2).
  assert (S3 : smooth (K1 + K2) (profile (k := k) (late_rise h))).
  { apply (smooth_le K1); [lra|]; eapply smooth_ext; [|exact S1]; intros x; unfold profile, late_rise, hinge; ring. }
  assert (S4 : smooth (K1 + K2) (profile (k := k) (early_rise h))).
  { apply (smooth_le K2); [lra|]; eapply smooth_ext; [|exact S2]; intros x; unfold profile, early_rise, hinge; ring. }
  pose (c := L / (K1 + K2 + 1)); assert (Hc : 0 < c) by (apply Rdiv_lt_0_compat; lra).
  assert (Sc : forall f, smooth (K1 + K2) f -> @smooth d L (fun x => c * f x)).
  { intros f F; pose proof (smooth_lin c 0 _ _ _ _ F F) as Q.
    rewrite Rabs_R0, Rmult_0_l, Rplus_0_r, Rabs_right in Q by lra.
    eapply smooth_ext; [|eapply smooth_le; [|exact Q]]; [intros x; simpl; ring|].
    apply (Rmult_le_reg_r (K1 + K2 + 1)); [lra|]; unfold c.
    replace (L / (K1 + K2 + 1) * (K1 + K2) * (K1 + K2 + 1)) with (L * (K1 + K2)) by (field; lra); nra. }
  exists (fun x => c * profile (early_rise h) x), (fun x => c * profile (late_rise h) x),
    (diag d 0), (diag d 1), (c * 0), (c * 1), (diag d (1/2)).
  split; [auto|split; [auto|]].
  split; [apply scaled_unique_Phi, early_Phi; auto; lra|split; [apply scaled_unique_Phi, late_Phi; auto; lra|]].
  split; [lra|split; [apply cube_diag; lra|]]; unfold profile; rewrite u_diag; unfold early_rise, late_rise.
  rewrite !relu_neg by lra; split; nra.
Qed.

(** ** The second table: a plateau at 1/2 *)
Definition level v := 1/2 + / 2 * (relu (3 * v + -2) * relu (3 * v + -2)) - / 2 * (relu (-3 * v + 1) * relu (-3 * v + 1)).
Lemma level_Phi : unique_Phi (profile (k := k) level) (diag d 0) (diag d 1) 0 1.
Proof.
  apply profile_unique_Phi; unfold level.
  - rewrite relu_neg, relu_pos; lra.
  - rewrite relu_pos, relu_neg; lra.
  - intros v Hv; destruct (relu_cases (3 * v + -2)) as [[? ->]|[? ->]], (relu_cases (-3 * v + 1)) as [[? ->]|[? ->]]; split; nra.
Qed.
Lemma level_smooth : exists K, 0 <= K /\ smooth K (profile (k := k) level).
Proof.
  destruct (two_hinges (k := k) 3 (-2) (-3) 1 (1/2) 0 (/ 2) (- / 2)) as (K & HK & S); exists K; split; auto.
  eapply smooth_ext; [|exact S]; intros x; unfold profile, level, hinge; ring.
Qed.

(** functions with some room to L, and small bumps on them *)
Definition room (f : fn d) := exists l, 0 <= l < L /\ smooth l f.
Lemma room_bump f p r z : room f -> 0 < r -> 0 < z -> exists e, 0 < e < z /\
  room (fun y => f y + e * bump p r y) /\ room (fun y => f y + - e * bump p r y).
Proof.
  intros (l & Hl & F) Hr Hz; destruct (bump_smooth p r Hr) as (K & HK & S).
  pose (e := Rmin (z / 2) ((L - l) / 2 / (K + 1))).
  assert (E0 : 0 < e) by (apply Rmin_glb_lt; [lra|apply Rdiv_lt_0_compat; lra]).
  assert (E1 : e <= z / 2) by apply Rmin_l.
  assert (E2 : e * (K + 1) <= (L - l) / 2).
  { pose proof (Rmin_r (z / 2) ((L - l) / 2 / (K + 1))) as Q; fold e in Q.
    apply (Rmult_le_compat_r (K + 1)) in Q; [|lra].
    replace ((L - l) / 2 / (K + 1) * (K + 1)) with ((L - l) / 2) in Q by (field; lra); exact Q. }
  clearbody e; exists e; split; [lra|].
  assert (Q : forall e', Rabs e' = e -> room (fun y => f y + e' * bump p r y)).
  { intros e' Ee; exists (l + e * K); split; [nra|].
    pose proof (smooth_lin 1 e' _ _ _ _ F S) as Q; rewrite Rabs_R1, Ee in Q.
    eapply smooth_ext; [|eapply smooth_le; [|exact Q]]; [intros x; simpl; ring|lra]. }
  split; apply Q; [apply Rabs_right; lra|rewrite Rabs_Ropp; apply Rabs_right; lra].
Qed.

Theorem smooth_confused : confused_despite looks (@smooth d L).
Proof.
  intros B D A; destruct level_smooth as (K & HK & S).
  destruct (scaled_smooth d (profile level) K (L / 2) HK ltac:(lra) S) as (N & HN & F); clear S.
  pose (f0 := fun x : point d => N * profile level x); fold f0 in F.
  assert (U0 : unique_Phi f0 (diag d 0) (diag d 1) 0 N).
  { pose proof (scaled_unique_Phi d _ _ _ _ _ N HN level_Phi) as U; rewrite Rmult_0_r, Rmult_1_r in U; exact U. }
  destruct (A (diag d 0) (diag d 1) 0 N) as (s & Hs & Es).
  pose (c := diag d (1/2)); assert (Cc : cube c) by (apply cube_diag; lra).
  assert (F0 : flat (mid 0 N) f0 c (1/6)).
  { intros y Hy Hl; pose proof (Rabs_le_inv _ _ (u_lip c y)) as Z.
    assert (Uc : u c = 1/2) by apply u_diag; rewrite Uc in Z.
    unfold f0, profile, level, mid; rewrite !relu_neg by lra; field. }
  assert (Hmm : mid 0 N <= mid 0 N <= mid 0 N) by lra.
  destruct (@adversary k bump bump_range bump_out bump_top room (mid 0 N) (mid 0 N) (mid 0 N) Hmm) with
    (B := B) (s := s) (f := f0) (c := c) (r := 1/6) (lo := 0) (hi := N) as (g1 & g2 & x & G1 & G2 & M1 & M2 & E & Hx & X1 & X2).
  - intros f p r hi Ff Hr Hhi; destruct (room_bump f p r (hi - mid 0 N) Ff Hr) as (e & He & E1 & _); [lra|].
    exists (mid 0 N + e); split; [lra|]; replace (mid 0 N + e - mid 0 N) with e by ring; auto.
  - intros f p r lo Ff Hr Hlo; destruct (room_bump f p r (mid 0 N - lo) Ff Hr) as (e & He & _ & E1); [lra|].
    exists (mid 0 N + - e); split; [lra|]; replace (mid 0 N + - e - mid 0 N) with (- e) by ring; auto.
  - exact Hs.
  - split; [exists (L/2); split; [lra|auto]|]; unfold mid; repeat (split; [auto; lra|]); auto.
  - assert (Hm : 0 < mid 0 N < N) by (unfold mid; lra).
    assert (RL : forall g, room g -> smooth L g) by (intros g (l & Hl & Hg); apply (smooth_le l); auto; lra).
    exists g1, g2, (diag d 0), (diag d 1), 0, N, x.
    split; [auto|split; [auto|]].
    split; [eapply changed_unique_Phi; eauto|split; [eapply changed_unique_Phi; eauto|]].
    split; [rewrite !Es; auto|auto].
Qed.
End Rows.

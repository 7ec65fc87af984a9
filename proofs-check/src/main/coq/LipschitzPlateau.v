(** L-Lipschitz functions: looks do not tell them exactly, nor their side: there is a plateau at mid, with small bumps
    on it wherever the adversary likes. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Statements FurtherStatements HelpStatements Points Distances Visualizations Envelope Help
  HelpIndistinguishability ShrinkingBalls Adversary.
Open Scope R_scope.

(** 0, 1 and 1/2 are three different points *)
Lemma three_points k (dist : point (S k) -> point (S k) -> R) : metric dist -> exists r, 0 < r /\
  r <= dist (diag (S k) 0) (diag (S k) 1) /\
  r <= dist (diag (S k) (1/2)) (diag (S k) 0) /\ r <= dist (diag (S k) (1/2)) (diag (S k) 1).
Proof.
  intros Hd; assert (N : forall p q : R, p <> q -> diag (S k) p <> diag (S k) q) by (intros p q N E; apply N, (diag_inj k), E).
  destruct (radius dist Hd (diag (S k) 1) (diag (S k) 0 :: diag (S k) (1/2) :: nil)) as (r & Hr & R1).
  { intros [E|[E|[]]]; revert E; apply N; lra. }
  destruct (radius dist Hd (diag (S k) 0) (diag (S k) (1/2) :: nil)) as (r' & Hr' & R2).
  { intros [E|[]]; revert E; apply N; lra. }
  exists (Rmin r r'); pose proof (Rmin_l r r'); pose proof (Rmin_r r r'); split; [apply Rmin_glb_lt; auto|].
  split; [|split]; (eapply Rle_trans; [|first [apply R1|apply R2]; simpl; auto]); auto.
Qed.

Section Plateau.
Context {k : nat}.
Local Notation d := (S k).
Variable dist : point d -> point d -> R.
Hypothesis Hd : metric dist.
Variable K : R.
Hypothesis HK : forall x y, dist x y <= K * l1 x y.
Variable K' : R.
Hypothesis HK' : forall x y, l1 x y <= K' * dist x y.
Variable L : R.
Hypothesis HL : 0 < L.

Definition plateau r (a b : point d) := envelope dist (L/2) a b 0 (L/2 * r) (1/2).

Lemma plateau_mid r a b x : 0 < r -> r <= dist x a -> r <= dist x b -> plateau r a b x = L/2 * r / 2.
Proof.
  intros Hr Ha Hb; unfold plateau, envelope, lower, upper.
  rewrite Rmax_left, Rmin_left by nra; lra.
Qed.

(** the functions with some room to the Lipschitz constant L *)
Definition room (f : fn d) := exists l, 0 <= l < L /\ lipschitz dist l f.

Lemma add_tent l f p r e : 0 <= l -> 0 < r -> lipschitz dist l f ->
  lipschitz dist (l + Rabs e * (/ r * K')) (fun y => f y + e * tent p r y).
Proof.
  intros Hl Hr Hf y z Hy Hz; specialize (Hf y z Hy Hz).
  pose proof (tent_lip _ p r y z Hr) as T.
  assert (Hr' : 0 < / r) by (apply Rinv_0_lt_compat; auto).
  assert (T' : / r * l1 y z <= / r * K' * dist y z).
  { rewrite Rmult_assoc; apply Rmult_le_compat_l; [lra|apply HK']. }
  pose proof (Rle_abs (e * (tent p r y - tent p r z))) as E; rewrite Rabs_mult in E.
  pose proof (Rabs_pos e).
  assert (Rabs e * Rabs (tent p r y - tent p r z) <= Rabs e * (/ r * K' * dist y z)).
  { apply Rmult_le_compat_l; lra. }
  replace ((l + Rabs e * (/ r * K')) * dist y z) with (l * dist y z + Rabs e * (/ r * K' * dist y z)) by ring.
  lra.
Qed.
Lemma room_tent f p r z : room f -> 0 < r -> 0 < z -> exists e, 0 < e < z /\
  room (fun y => f y + e * tent p r y) /\ room (fun y => f y + - e * tent p r y).
Proof.
  intros (l & Hl & Hf) Hr Hz; pose proof (Rabs_pos K') as Kp.
  assert (Hr' : 0 < / r) by (apply Rinv_0_lt_compat; auto).
  pose (e := Rmin (z / 2) ((L - l) / 2 / (/ r * (Rabs K' + 1)))).
  assert (D0 : 0 < / r * (Rabs K' + 1)) by nra.
  assert (E0 : 0 < e) by (apply Rmin_glb_lt; [lra|apply Rdiv_lt_0_compat; lra]).
  assert (E1 : e <= z / 2) by apply Rmin_l.
  assert (E2 : e * (/ r * (Rabs K' + 1)) <= (L - l) / 2).
  { pose proof (Rmin_r (z / 2) ((L - l) / 2 / (/ r * (Rabs K' + 1)))) as Q; fold e in Q.
    apply (Rmult_le_compat_r (/ r * (Rabs K' + 1))) in Q; [|lra].
    replace ((L - l) / 2 / (/ r * (Rabs K' + 1)) * (/ r * (Rabs K' + 1))) with ((L - l) / 2) in Q by (field; lra).
    exact Q. }
  clearbody e; exists e; split; [lra|].
  assert (Q : forall e', Rabs e' = e -> room (fun y => f y + e' * tent p r y)).
  { intros e' Ee; exists (l + e * (/ r * (Rabs K' + 1))); split; [split; [nra|lra]|].
    intros y w Hy Hw; eapply Rle_trans; [apply (add_tent l f p r e'); auto; lra|]; rewrite Ee.
    apply Rmult_le_compat_r; [apply (dist_nonneg Hd)|].
    apply Rplus_le_compat_l, Rmult_le_compat_l; [lra|]; apply Rmult_le_compat_l; [lra|].
    pose proof (Rle_abs K'); lra. }
  split; apply Q; [apply Rabs_right; lra|rewrite Rabs_Ropp; apply Rabs_right; lra].
Qed.

Theorem lipschitz_confused : confused_despite looks (lipschitz dist L).
Proof.
  intros B D A.
  pose (a := diag d 0); pose (b := diag d 1); pose (c := diag d (1/2)).
  assert (Ca : cube a) by (apply cube_diag; lra); assert (Cb : cube b) by (apply cube_diag; lra).
  assert (Cc : cube c) by (apply cube_diag; lra).
  destruct (three_points k dist Hd) as (r2 & Hr2 & R1 & R2 & R3); fold a b c in R1, R2, R3.
  pose (r := r2 / 2); assert (Hr : 0 < r) by (unfold r; lra); replace r2 with (2 * r) in * by (unfold r; lra).
  clearbody r.
  pose (N := L/2 * r); assert (HN : 0 < N) by (unfold N; nra).
  destruct (A a b 0 N) as (s & Hs & Es).
  pose (f0 := plateau r a b).
  assert (V : possible dist (L/2) a b 0 N) by (repeat (split; auto); unfold N; nra).
  assert (Lf : lipschitz dist (L/2) f0) by (apply (envelope_lipschitz V); lra).
  assert (U0 : unique_Phi f0 a b 0 N) by (apply (envelope_unique_Phi V); lra).
  assert (K1 : 0 < Rabs K + 1) by (pose proof (Rabs_pos K); lra).
  pose (rc := r / (Rabs K + 1)); assert (Hrc : 0 < rc) by (apply Rdiv_lt_0_compat; auto).
  assert (F0 : flat (mid 0 N) f0 c rc).
  { intros y Hy Hl; replace (mid 0 N) with (L/2 * r / 2) by (unfold mid, N; field); apply plateau_mid; auto;
      apply (Rmult_lt_compat_l (Rabs K + 1)) in Hl; auto; unfold rc in Hl;
      replace ((Rabs K + 1) * (r / (Rabs K + 1))) with r in Hl by (field; lra);
      pose proof (HK y c); pose proof (l1_nonneg y c); pose proof (Rle_abs K).
    - pose proof (dist_tri _ Hd c y a) as T; rewrite (dist_sym _ Hd c y) in T; nra.
    - pose proof (dist_tri _ Hd c y b) as T; rewrite (dist_sym _ Hd c y) in T; nra. }
  assert (Hmm : mid 0 N <= mid 0 N <= mid 0 N) by lra.
  destruct (@adversary k tent (tent_range _) (tent_out _) (tent_top _) room (mid 0 N) (mid 0 N) (mid 0 N) Hmm) with
    (B := B) (s := s) (f := f0) (c := c) (r := rc) (lo := 0) (hi := N) as (g1 & g2 & x & G1 & G2 & M1 & M2 & E & Hx & X1 & X2).
  - intros f p rr hi Ff Hrr Hhi; destruct (room_tent f p rr (hi - mid 0 N) Ff Hrr) as (e & He & E1 & _); [lra|].
    exists (mid 0 N + e); split; [lra|]; replace (mid 0 N + e - mid 0 N) with e by ring; auto.
  - intros f p rr lo Ff Hrr Hlo; destruct (room_tent f p rr (mid 0 N - lo) Ff Hrr) as (e & He & _ & E1); [lra|].
    exists (mid 0 N + - e); split; [lra|]; replace (mid 0 N + - e - mid 0 N) with (- e) by ring; auto.
  - exact Hs.
  - split; [exists (L/2); split; [lra|auto]|]; unfold mid; repeat (split; [auto; lra|]); auto.
  - assert (Hm : 0 < mid 0 N < N) by (unfold mid; lra).
    assert (RL : forall g, room g -> lipschitz dist L g).
    { intros g (l & Hl & Hg) y z Hy Hz; eapply Rle_trans; [apply Hg; auto|].
      apply Rmult_le_compat_r; [apply (dist_nonneg Hd)|lra]. }
    exists g1, g2, a, b, 0, N, x.
    split; [auto|split; [auto|]].
    split; [eapply changed_unique_Phi; eauto|split; [eapply changed_unique_Phi; eauto|]].
    split; [rewrite !Es; auto|auto].
Qed.
End Plateau.

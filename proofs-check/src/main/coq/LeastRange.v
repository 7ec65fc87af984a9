(** "Only for small L" read over a class: L-Lipschitz units (l1) whose range is at least R0. Everything is
    understood up to L = R0/d; no side is, above it. *)
Require Import Reals Lra Psatz.
From Eyewitness Require Import Statements FurtherStatements Points Distances Visualizations Envelope Regions.
Open Scope R_scope.

Theorem least_range_all_yes d L R0 : 0 < L -> 0 < R0 -> L * INR d <= R0 -> all_yes (@lipschitz_with_range d L R0).
Proof.
  intros HL HR H; apply exact_all_yes; intros T HT.
  exists (fun a b m M => upper l1 L a m M).
  intros f a b Cf Tf x Hx; destruct (rule_sound _ _ HT f a b Cf Tf) as [Hmin Hmax].
  destruct Cf as (F & a' & b' & m & M & P' & HR').
  assert (P : Phi f a b m M).
  { repeat split; try apply Hmin; try apply Hmax.
    - apply (is_min_iff_value _ _ _ _ _ a P'), Hmin.
    - apply (is_max_iff_value _ _ _ _ _ b P'), Hmax. }
  pose proof P as ((Ha & _) & (Hb & _) & Va & Vb); rewrite Va, Vb.
  pose proof (l1_cube d a b Ha Hb) as Hd; pose proof (lipschitz_range (l1_metric d) F P) as S.
  assert (E : l1 a b = INR d) by nra.
  assert (ES : L * l1 a b = M - m) by nra.
  pose proof (lipschitz_between x (l1_metric d) F P Hx) as [B1 B2].
  assert (V : possible l1 L a b m M) by (apply (lipschitz_possible (l1_metric d) HL F P); lra).
  pose proof (envelopes_meet V x ES (l1_between_vertices d a b Ha Hb E x Hx)); lra.
Qed.

Lemma l1_diagonal d : l1 (diag d 0) (diag d 1) = INR d.
Proof. induction d as [|d IH]; [reflexivity|]. rewrite S_INR; simpl; rewrite IH, Rabs_left by lra; lra. Qed.

Lemma least_range_possible k L R0 : 0 < L -> 0 < R0 -> R0 <= L * INR (S k) ->
  possible l1 L (diag (S k) 0) (diag (S k) 1) 0 R0.
Proof.
  intros HL HR H; repeat (split; auto using l1_metric); try (apply (cube_diag (S k)); lra).
  rewrite l1_diagonal; lra.
Qed.

Theorem least_range_never_side k L R0 : 0 < L -> 0 < R0 -> R0 < L * INR (S k) ->
  never side (@lipschitz_with_range (S k) L R0).
Proof.
  intros HL HR H T HT [D HD].
  assert (V : possible l1 L (diag (S k) 0) (diag (S k) 1) 0 R0) by (apply least_range_possible; lra).
  pose proof (l1_diagonal (S k)) as E.
  destruct (midpoint (l1_normlike _) V) as (Hx & E1 & E2); set (x := comb _ _ _) in *.
  destruct (both_sides_outside_balls V x) as (f1 & f2 & F1 & F2 & U1 & U2 & G1 & G2);
    [rewrite E1, E; lra|rewrite E2, E; lra|].
  assert (C1 : lipschitz_with_range L R0 f1) by (split; auto; eexists _, _, _, _; split; [apply U1|lra]).
  assert (C2 : lipschitz_with_range L R0 f2) by (split; auto; eexists _, _, _, _; split; [apply U2|lra]).
  destruct (unique_Phi_shown _ _ _ _ _ _ _ HT C1 U1) as (T1 & V1 & W1).
  destruct (unique_Phi_shown _ _ _ _ _ _ _ HT C2 U2) as (T2 & V2 & W2).
  pose proof (proj1 (HD _ _ _ C1 T1 x Hx)) as S1; pose proof (proj2 (HD _ _ _ C2 T2 x Hx)) as S2.
  rewrite V1, W1 in S1; rewrite V2, W2 in S2; rewrite S1 in S2 by auto; discriminate S2; auto.
Qed.

(** the class is not empty at the threshold *)
Theorem least_range_inhabited k L R0 : 0 < L -> 0 < R0 -> L * INR (S k) = R0 ->
  exists f, @lipschitz_with_range (S k) L R0 f.
Proof.
  intros HL HR H.
  assert (V : possible l1 L (diag (S k) 0) (diag (S k) 1) 0 R0) by (apply least_range_possible; lra).
  eexists; split; [apply (envelope_lipschitz V (1/2)); lra|].
  eexists _, _, _, _; split; [apply (envelope_unique_Phi V); lra|lra].
Qed.

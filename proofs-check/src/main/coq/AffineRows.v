(** Rows 8, 9 and 10: affine and constant functions. *)
Require Import Reals Lra Psatz.
From Eyewitness Require Import Statements FurtherStatements Points Visualizations Indistinguishability.
Open Scope R_scope.

(** ** Row 10: constant functions (Y2) *)
Theorem constant_all_yes d : all_yes (@constant d).
Proof.
  apply exact_all_yes; intros T HT; exists (fun _ _ m _ _ => m).
  intros f a b [c Hc] Tf x Hx.
  destruct (rule_sound _ _ HT f a b) as [[Ha _] _]; [exists c; auto|auto|].
  rewrite (Hc a Ha), (Hc x Hx); auto.
Qed.

(** ** Row 9: affine functions, d = 1 (Y1, Y3) *)
Theorem affine_1_all_yes : all_yes (@affine 1).
Proof.
  apply exact_all_yes; intros T HT.
  exists (fun a b m M x => m + (M - m) * (hd x - hd a) / (hd b - hd a)).
  intros f a b Cf Tf x Hx.
  destruct (rule_sound _ _ HT f a b Cf Tf) as [[Ha Hmin] [Hb Hmax]].
  destruct Cf as (w & c & Hf).
  destruct a as [a []], b as [b []], x as [x []], w as [w []].
  specialize (Hmin _ Hx); specialize (Hmax _ Hx).
  rewrite !Hf in * by auto; simpl in *.
  destruct (Req_dec a b) as [->|N].
  - replace (w * b + 0 + c - (w * b + 0 + c)) with 0 by ring. unfold Rdiv. lra.
  - field; lra.
Qed.

(** ** Row 8: affine functions, d > 1 (A1, A2): two coordinates swap their weights *)
Section Aff2.
Context {k : nat}.
Local Notation d := (S (S k)).

Lemma dot_unique_Phi (w : point d) : positive w -> sum w = 1 -> unique_Phi (dot w) (diag d 0) (diag d 1) 0 1.
Proof.
  intros Hw Hs; apply unique_Phi_intro; try (apply cube_diag; lra).
  - rewrite dot_diag; lra.
  - rewrite dot_diag; lra.
  - intros x Hx; rewrite <- Hs; split; [apply dot_nonneg|apply dot_le_sum]; auto.
  - intros x Hx; apply dot_eq_0; auto.
  - intros x Hx E; eapply dot_eq_sum; eauto; lra.
Qed.

Lemma dot_affine (w : point d) : affine (dot w).
Proof. exists w, 0; intros; lra. Qed.

(** the two members of row 8, at the vertices 0 and 1 (A1, A2) *)
Lemma affine_ambiguous_at_0_1 : ambiguous_at (@affine d) (diag _ 0) (diag _ 1) 0 1.
Proof.
  intros e He.
  assert (Hk : 1 <= INR (S k)) by (apply (le_INR 1); auto with arith).
  set (v := e / INR (S k)).
  assert (Hv : 0 < v) by (apply Rdiv_lt_0_compat; lra).
  assert (Ev : INR (S k) * v = e) by (unfold v; field; lra).
  assert (Hve : v <= e) by nra.
  set (w1 := (1 - e, diag (S k) v) : point d).
  set (w2 := (v, (1 - e, diag k v)) : point d).
  exists (dot w1), (dot w2), ((1, diag (S k) 0) : point d).
  assert (P : forall n, positive (diag n v)) by (intros n; apply positive_diag, Hv).
  repeat match goal with |- _ /\ _ => split end; try apply dot_affine; try apply dot_unique_Phi; try lra; auto.
  - split; [simpl; lra|apply P].
  - unfold w1; change (1 - e + sum (diag (S k) v) = 1); rewrite sum_diag; lra.
  - split; [exact Hv|split; [simpl; lra|apply P]].
  - unfold w2; change (v + (1 - e + sum (diag k v)) = 1); rewrite sum_diag.
    rewrite S_INR in Ev; lra.
  - split; [simpl; lra|apply (cube_diag (S k) 0); lra].
  - change (dot w1 (1, diag (S k) 0)) with ((1 - e) * 1 + dot (diag (S k) v) (diag (S k) 0)).
    rewrite dot_diag; lra.
  - change (dot w2 (1, diag (S k) 0)) with (v * 1 + ((1 - e) * 0 + dot (diag k v) (diag k 0))).
    rewrite dot_diag; lra.
Qed.

Lemma affine_ambiguous : ambiguous (@affine d).
Proof. apply (ambiguous_at_ambiguous (diag d 0) (diag d 1) 0 1); [lra|apply affine_ambiguous_at_0_1]. Qed.
End Aff2.

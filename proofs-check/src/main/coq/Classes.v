(** The classes that need no network: definitions, and rows 1, 6-10 of the table. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Space Notions.
Open Scope R_scope.

Definition BB {d} : cls d := fun f => has_vis f.
Definition Const {d} : cls d := fun f => exists c, forall x, cube x -> f x = c.
Definition Aff {d} : cls d := fun f => exists w c, forall x, cube x -> f x = dot w x + c.
Definition Mono {d} : cls d := fun f =>
  forall x y, cube x -> cube y -> leq x y -> f x <= f y.
Definition Conv {d} : cls d := fun f => forall x y lam, cube x -> cube y -> 0 <= lam <= 1 ->
  f (comb lam x y) <= lam * f x + (1 - lam) * f y.
Definition Lip {d} (dist : Rn d -> Rn d -> R) (L : R) : cls d := fun f =>
  forall x y, cube x -> cube y -> f x - f y <= L * dist x y.

(** ** row 10: constant (Y2) *)
Theorem row_const d : ROW_YES (@Const d).
Proof.
  apply row_yes; intros T HT; exists (fun _ _ m _ _ => m).
  intros f a b [c Hc] Tf x Hx.
  destruct (rule_sound _ _ HT f a b) as [[Ha _] _]; [exists c; auto|auto|].
  rewrite (Hc a Ha), (Hc x Hx); auto.
Qed.

(** ** row 9: affine, d = 1 (Y1, Y3) *)
Theorem row_aff1 : ROW_YES (@Aff 1).
Proof.
  apply row_yes; intros T HT.
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

(** ** row 8: affine, d > 1 (A1, A2) *)
Section Aff2.
Context {k : nat}.
Local Notation d := (S (S k)).

Lemma dot_UPhi (w : Rn d) : positive w -> sum w = 1 -> UPhi (dot w) (cst d 0) (cst d 1) 0 1.
Proof.
  intros Hw Hs; apply UPhi_intro; try (apply cube_cst; lra).
  - rewrite dot_cst; lra.
  - rewrite dot_cst; lra.
  - intros x Hx; rewrite <- Hs; split; [apply dot_nonneg|apply dot_le_sum]; auto.
  - intros x Hx; apply dot_eq_0; auto.
  - intros x Hx E; eapply dot_eq_sum; eauto; lra.
Qed.

Lemma dot_Aff (w : Rn d) : Aff (dot w).
Proof. exists w, 0; intros; lra. Qed.

Lemma ambiguous_aff : ambiguous (@Aff d).
Proof.
  intros e He.
  assert (Hk : 1 <= INR (S k)) by (apply (le_INR 1); auto with arith).
  set (v := e / INR (S k)).
  assert (Hv : 0 < v) by (apply Rdiv_lt_0_compat; lra).
  assert (Ev : INR (S k) * v = e) by (unfold v; field; lra).
  assert (Hve : v <= e) by nra.
  set (w1 := (1 - e, cst (S k) v) : Rn d).
  set (w2 := (v, (1 - e, cst k v)) : Rn d).
  exists (dot w1), (dot w2), (cst d 0), (cst d 1), 0, 1, ((1, cst (S k) 0) : Rn d).
  assert (P : forall n, positive (cst n v)) by (intros n; apply positive_cst, Hv).
  repeat match goal with |- _ /\ _ => split end; try apply dot_Aff; try apply dot_UPhi; try lra; auto.
  - split; [simpl; lra|apply P].
  - unfold w1; change (1 - e + sum (cst (S k) v) = 1); rewrite sum_cst; lra.
  - split; [exact Hv|split; [simpl; lra|apply P]].
  - unfold w2; change (v + (1 - e + sum (cst k v)) = 1); rewrite sum_cst.
    rewrite S_INR in Ev; lra.
  - split; [simpl; lra|apply (cube_cst (S k) 0); lra].
  - change (dot w1 (1, cst (S k) 0)) with ((1 - e) * 1 + dot (cst (S k) v) (cst (S k) 0)).
    rewrite dot_cst; lra.
  - change (dot w2 (1, cst (S k) 0)) with (v * 1 + ((1 - e) * 0 + dot (cst k v) (cst k 0))).
    rewrite dot_cst; lra.
Qed.

Theorem row_aff : ROW_NO (@Aff d).
Proof. apply indistinguishability, ambiguous_aff. Qed.
End Aff2.

(** ** profiles of u *)
Section Profile.
Context {k : nat}.
Local Notation d := (S k).
Variable phi : R -> R.
Hypothesis phi0 : phi 0 = 0.
Hypothesis phi1 : phi 1 = 1.
Hypothesis phi01 : forall v, 0 < v < 1 -> 0 < phi v < 1.

Definition prof : fn d := fun x => phi (u x).

Lemma prof_UPhi : UPhi prof (cst d 0) (cst d 1) 0 1.
Proof.
  assert (C : forall x : Rn d, cube x -> u x = 0 \/ u x = 1 \/ 0 < u x < 1).
  { intros x Hx; pose proof (u_range x Hx).
    destruct (Rle_lt_or_eq_dec 0 (u x)); [lra| |auto].
    destruct (Rle_lt_or_eq_dec (u x) 1); [lra| |auto].
    auto. }
  unfold prof; apply UPhi_intro; try (apply cube_cst; lra); try (rewrite u_cst; auto).
  - intros x Hx; destruct (C x Hx) as [E|[E|E]]; rewrite ?E, ?phi0, ?phi1; try lra.
    specialize (phi01 _ E); lra.
  - intros x Hx E0; destruct (C x Hx) as [E|[E|E]]; [apply u_0; auto|rewrite E, phi1 in E0; lra|].
    specialize (phi01 _ E); lra.
  - intros x Hx E0; destruct (C x Hx) as [E|[E|E]]; [rewrite E, phi0 in E0; lra|apply u_1; auto|].
    specialize (phi01 _ E); lra.
Qed.

Hypothesis phi_mono : forall v w, 0 <= v <= w /\ w <= 1 -> phi v <= phi w.
Lemma prof_Mono : Mono prof.
Proof.
  intros x y Hx Hy H; apply phi_mono.
  pose proof (u_range x Hx); pose proof (u_range y Hy); pose proof (u_mono x y H); lra.
Qed.
Hypothesis phi_conv : forall v w lam, 0 <= v <= 1 -> 0 <= w <= 1 -> 0 <= lam <= 1 ->
  phi (lam * v + (1 - lam) * w) <= lam * phi v + (1 - lam) * phi w.
Lemma prof_Conv : Conv prof.
Proof.
  intros x y lam Hx Hy Hl; unfold prof; rewrite u_comb.
  apply phi_conv; auto using u_range.
Qed.
End Profile.

(** *** row 6: monotone (M1, M2) *)
Definition mono_phi t v := (1 - t) * Rmax 0 (2 * v - 1) + t * Rmin 1 (2 * v).

Ltac rmm := unfold Rmax, Rmin; repeat destruct (Rle_dec _ _).

Lemma M1 t v w : 0 < t < 1 -> 0 <= v <= w /\ w <= 1 -> mono_phi t v <= mono_phi t w.
Proof. unfold mono_phi; intros; rmm; nra. Qed.
Lemma M2 t v : 0 < t < 1 -> 0 < v < 1 -> 0 < mono_phi t v < 1.
Proof. unfold mono_phi; intros; rmm; split; nra. Qed.
Lemma M2_0 t : mono_phi t 0 = 0.
Proof. unfold mono_phi; rmm; lra. Qed.
Lemma M2_1 t : mono_phi t 1 = 1.
Proof. unfold mono_phi; rmm; lra. Qed.
Lemma M2_half t : mono_phi t (1/2) = t.
Proof. unfold mono_phi; rmm; lra. Qed.

Lemma ambiguous_mono k : ambiguous (@Mono (S k)).
Proof.
  intros h Hh.
  exists (prof (mono_phi (1 - h))), (prof (mono_phi h)), (cst (S k) 0), (cst (S k) 1), 0, 1, (cst (S k) (1/2)).
  repeat match goal with |- _ /\ _ => split end; try lra.
  1,2: apply prof_Mono; intros; apply M1; lra.
  1,2: apply prof_UPhi; intros; rewrite ?M2_0, ?M2_1; auto; apply M2; lra.
  - apply cube_cst; lra.
  - unfold prof; rewrite u_cst, M2_half; lra.
  - unfold prof; rewrite u_cst, M2_half; lra.
Qed.

Theorem row_mono k : ROW_NO (@Mono (S k)).
Proof. apply indistinguishability, ambiguous_mono. Qed.

(** *** row 7: convex (C1, C2, C3); these profiles are monotone too (M3) *)
Definition conv_phi n t v := (1 - t) * Rmax 0 (1 - n * (1 - v)) + t * v.

Lemma M3 n t v w : 0 < n -> 0 < t < 1 -> 0 <= v <= w /\ w <= 1 -> conv_phi n t v <= conv_phi n t w.
Proof.
  unfold conv_phi; intros.
  assert (Rmax 0 (1 - n * (1 - v)) <= Rmax 0 (1 - n * (1 - w))) by (rmm; nra).
  nra.
Qed.
Lemma C1 n t v w lam : 0 < t < 1 -> 0 <= lam <= 1 ->
  conv_phi n t (lam * v + (1 - lam) * w) <= lam * conv_phi n t v + (1 - lam) * conv_phi n t w.
Proof.
  unfold conv_phi; intros.
  assert (Rmax 0 (1 - n * (1 - (lam * v + (1 - lam) * w))) <=
          lam * Rmax 0 (1 - n * (1 - v)) + (1 - lam) * Rmax 0 (1 - n * (1 - w))).
  { pose proof (Rmax_l 0 (1 - n * (1 - v))); pose proof (Rmax_r 0 (1 - n * (1 - v))).
    pose proof (Rmax_l 0 (1 - n * (1 - w))); pose proof (Rmax_r 0 (1 - n * (1 - w))).
    apply Rmax_lub; nra. }
  nra.
Qed.
Lemma C2 n t v : 0 < n -> 0 < t < 1 -> 0 < v < 1 -> 0 < conv_phi n t v < 1.
Proof.
  unfold conv_phi; intros.
  assert (0 <= Rmax 0 (1 - n * (1 - v)) < 1) by (rmm; nra).
  split; nra.
Qed.
Lemma C2_0 n t : 1 <= n -> conv_phi n t 0 = 0.
Proof. unfold conv_phi; intros; rewrite Rmax_left; lra. Qed.
Lemma C2_1 n t : conv_phi n t 1 = 1.
Proof. unfold conv_phi; rewrite Rmax_right; lra. Qed.
(** the value beside the top: what C3 and T1 use *)
Lemma C3 n t v : 1 <= n * (1 - v) -> conv_phi n t v = t * v.
Proof. unfold conv_phi; intros; rewrite Rmax_left; lra. Qed.

Definition ConvMono {d} : cls d := fun f => Conv f /\ Mono f.

Lemma conv_prof k n t : 1 <= n -> 0 < t < 1 ->
  ConvMono (prof (k := k) (conv_phi n t)) /\ UPhi (prof (k := k) (conv_phi n t)) (cst (S k) 0) (cst (S k) 1) 0 1.
Proof.
  intros Hn Ht; split; [split|].
  - apply prof_Conv; intros; apply C1; auto.
  - apply prof_Mono; intros; apply M3; auto; lra.
  - apply prof_UPhi; intros; [apply C2_0|apply C2_1|apply C2]; auto; lra.
Qed.

(** one family for rows 6 and 7: even the convex monotone functions are ambiguous *)
Lemma ambiguous_convmono k : ambiguous (@ConvMono (S k)).
Proof.
  intros h Hh; pose (n := 2 / h).
  assert (Enh : n * h = 2) by (unfold n; field; lra).
  assert (Hn : 1 <= n) by nra.
  assert (En : / n = h / 2) by (unfold n; field; lra).
  assert (Hnn : n * / n = 1) by (apply Rinv_r; lra).
  destruct (conv_prof k n (1 - h/2) Hn) as [P1 U1]; [lra|].
  destruct (conv_prof k n h Hn) as [P2 U2]; [lra|].
  eexists _, _, _, _, _, _, (cst (S k) (1 - / n)).
  split; [exact P1|split; [exact P2|split; [exact U1|split; [exact U2|]]]].
  unfold prof; rewrite u_cst, !C3 by lra.
  split; [lra|split; [apply cube_cst; lra|split; nra]].
Qed.

Theorem row_conv k : ROW_NO (@Conv (S k)).
Proof.
  apply indistinguishability.
  apply (ambiguous_sub ConvMono); [unfold ConvMono; tauto|apply ambiguous_convmono].
Qed.

(** row 1: black box *)
Lemma ambiguous_bb k : ambiguous (@BB (S k)).
Proof.
  intros h Hh; destruct (ambiguous_convmono k h Hh)
    as (f1 & f2 & a & b & m & M & x & H1 & H2 & U1 & U2 & H).
  exists f1, f2, a, b, m, M, x.
  split; [exists a, b, m, M; apply U1|split; [exists a, b, m, M; apply U2|auto]].
Qed.

Theorem row_bb k : ROW_NO (@BB (S k)).
Proof. apply indistinguishability, ambiguous_bb. Qed.

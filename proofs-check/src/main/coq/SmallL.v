(** "Only for small L" read over a class: L-Lipschitz units whose range is at least R0.
    For l1 everything is understood up to L = R0/d, and no side question is, above it. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Space Notions Classes Net Surgery Lip Region.
Open Scope R_scope.

Definition LipR {d} (dist : Rn d -> Rn d -> R) L R0 : cls d := fun f =>
  Lip dist L f /\ exists a b m M, Phi f a b m M /\ R0 <= M - m.

Lemma l1_far d (a b x : Rn d) : cube a -> cube b -> cube x -> l1 a b = INR d ->
  l1 x a + l1 x b = l1 a b.
Proof.
  induction d as [|d IH]; [simpl; lra|]. rewrite S_INR; intros [Ha Has] [Hb Hbs] [Hx Hxs] E.
  simpl in *. pose proof (l1_cube d (tl a) (tl b) Has Hbs).
  assert (H1 : Rabs (hd a - hd b) <= 1) by (apply Rabs_le; lra).
  specialize (IH (tl a) (tl b) (tl x) Has Hbs Hxs).
  assert (E1 : Rabs (hd a - hd b) = 1) by lra.
  assert (E2 : Rabs (hd x - hd a) + Rabs (hd x - hd b) = 1).
  { revert E1; unfold Rabs; repeat destruct (Rcase_abs _); lra. }
  lra.
Qed.

Theorem small_L_yes d L R0 : 0 < L -> 0 < R0 -> L * INR d <= R0 -> ROW_YES (@LipR d l1 L R0).
Proof.
  intros HL HR H; apply row_yes; intros T HT.
  exists (fun a b m M => upper l1 L a m M).
  intros f a b Cf Tf x Hx; destruct (rule_sound _ _ HT f a b Cf Tf) as [Hmin Hmax].
  destruct Cf as (F & a' & b' & m & M & P' & HR').
  assert (P : Phi f a b m M).
  { apply (is_min_val _ _ _ _ _ _ a P') in Hmin as E1; apply (is_max_val _ _ _ _ _ _ b P') in Hmax as E2.
    repeat split; tauto || apply Hmin || apply Hmax. }
  pose proof P as ((Ha & _) & (Hb & _) & Va & Vb); rewrite Va, Vb.
  pose proof (l1_cube d a b Ha Hb) as Hd.
  assert (S : M - m <= L * l1 a b).
  { rewrite <- Va, <- Vb, (dist_sym _ (l1_metric d)); apply F; auto. }
  assert (E : l1 a b = INR d) by nra.
  assert (ES : L * l1 a b = M - m) by nra.
  destruct (L1 l1 (l1_metric d) L a b m M Ha Hb f F P x Hx) as [B1 B2].
  pose proof (L4_equal l1 (l1_metric d) L HL a b m M x ES (l1_far d a b x Ha Hb Hx E)); lra.
Qed.

Theorem small_L_no k L R0 : 0 < L -> 0 < R0 -> R0 < L * INR (S k) -> NO side (@LipR (S k) l1 L R0).
Proof.
  intros HL HR H T HT [Sd HS].
  pose (a := cst (S k) 0); pose (b := cst (S k) 1).
  assert (Ca : cube a) by (apply cube_cst; lra). assert (Cb : cube b) by (apply cube_cst; lra).
  assert (E : l1 a b = INR (S k)).
  { unfold a, b; generalize (S k); induction n as [|n IH]; [reflexivity|].
    rewrite S_INR; simpl; rewrite IH, Rabs_left by lra; lra. }
  destruct (midpoint l1 (l1_normlike _) a b Ca Cb) as (x & Hx & E1 & E2).
  destruct (L5n l1 (l1_metric _) L HL a b 0 R0) with (x := x)
    as (f1 & f2 & F1 & F2 & U1 & U2 & G1 & G2); auto; try (rewrite ?E1, ?E2, ?E; lra).
  assert (C1 : LipR l1 L R0 f1) by (split; auto; exists a, b, 0, R0; split; [apply U1|lra]).
  assert (C2 : LipR l1 L R0 f2) by (split; auto; exists a, b, 0, R0; split; [apply U2|lra]).
  destruct (UPhi_rule _ _ _ _ _ _ _ HT C1 U1) as (T1 & V1 & W1).
  destruct (UPhi_rule _ _ _ _ _ _ _ HT C2 U2) as (T2 & V2 & W2).
  pose proof (proj1 (HS f1 a b C1 T1 x Hx)) as S1; pose proof (proj2 (HS f2 a b C2 T2 x Hx)) as S2.
  rewrite V1, W1 in S1; rewrite V2, W2 in S2; rewrite S1 in S2 by auto; discriminate S2; auto.
Qed.

(** not empty at the threshold: the row says something there *)
Theorem small_L_inhabited k R0 : 0 < R0 -> exists f, @LipR (S k) l1 (R0 / INR (S k)) R0 f.
Proof.
  intros HR; assert (Hk : 0 < INR (S k)) by (apply lt_0_INR; auto with arith).
  assert (HL : 0 < R0 / INR (S k)) by (apply Rdiv_lt_0_compat; auto).
  pose (a := cst (S k) 0); pose (b := cst (S k) 1).
  assert (Ca : cube a) by (apply cube_cst; lra). assert (Cb : cube b) by (apply cube_cst; lra).
  assert (E : l1 a b = INR (S k)).
  { unfold a, b; generalize (S k); induction n as [|n IH]; [reflexivity|].
    rewrite S_INR; simpl; rewrite IH, Rabs_left by lra; lra. }
  assert (ES : R0 - 0 <= R0 / INR (S k) * l1 a b) by (rewrite E; right; field; lra).
  exists (env l1 (R0 / INR (S k)) a b 0 R0 (1/2)); split.
  - apply L2a; auto using l1_metric; lra.
  - exists a, b, 0, R0; split; [|lra].
    apply (L2b l1 (l1_metric _) (R0 / INR (S k)) HL a b 0 R0); auto; lra.
Qed.

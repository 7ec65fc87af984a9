(** "Only for small L": when is the side of ALL of X decidable (L4, L6, L7)? *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Space Notions Classes Lip Thm1.
Open Scope R_scope.

(** distances that come from a norm: what we use of it *)
Record normlike {d} (dist : Rn d -> Rn d -> R) : Prop := {
  nl_metric : metric dist;
  nl_comb : forall t s x y, dist (comb t x y) (comb s x y) = Rabs (t - s) * dist x y }.

Lemma l1_normlike d : normlike (@l1 d).
Proof. split; [apply l1_metric|intros; apply l1_comb]. Qed.

Lemma linf_comb d t s (x y : Rn d) : linf (comb t x y) (comb s x y) = Rabs (t - s) * linf x y.
Proof.
  induction d as [|d IH]; simpl; [lra|]. rewrite IH.
  replace (t * hd x + (1 - t) * hd y - (s * hd x + (1 - s) * hd y))
    with ((t - s) * (hd x - hd y)) by ring.
  rewrite Rabs_mult, RmaxRmult by apply Rabs_pos; auto.
Qed.
Lemma linf_normlike d : normlike (@linf d).
Proof. split; [apply linf_metric|intros; apply linf_comb]. Qed.

Lemma sumsq_comb d t s (x y : Rn d) : sumsq (comb t x y) (comb s x y) = (t - s) * (t - s) * sumsq x y.
Proof. induction d as [|d IH]; simpl; [lra|]. rewrite IH; ring. Qed.
Lemma l2_normlike d : normlike (@l2 d).
Proof.
  split; [apply l2_metric|]; intros; unfold l2; rewrite sumsq_comb, sqrt_mult_alt by apply Rle_0_sqr.
  f_equal; apply sqrt_Rsqr_abs.
Qed.

Section Region.
Context {d : nat}.
Variable dist : Rn d -> Rn d -> R.
Hypothesis Hn : normlike dist.
Variable L : R.
Hypothesis HL : 0 < L.
Variables (a b : Rn d) (m M : R).
Hypothesis Ha : cube a.
Hypothesis Hb : cube b.
Hypothesis HmM : m < M.
Hypothesis HS : M - m <= L * dist a b.
Let Hd := nl_metric _ Hn.

Lemma midpoint : exists x, cube x /\ dist x a = dist a b / 2 /\ dist x b = dist a b / 2.
Proof.
  exists (comb (1/2) a b); split; [apply comb_cube; auto; lra|].
  pose proof (nl_comb _ Hn (1/2) 1 a b) as H1; rewrite comb_1 in H1.
  pose proof (nl_comb _ Hn (1/2) 0 a b) as H2; rewrite comb_0 in H2.
  rewrite H1, H2, Rabs_left, Rabs_right by lra; lra.
Qed.

(** L6: for S > R some point's side cannot be told *)
Theorem L6 : M - m < L * dist a b -> exists x, cube x /\ ~ decidable_at dist L a b m M x.
Proof.
  intros H; destruct midpoint as (x & Hx & E1 & E2); exists x; split; auto.
  rewrite L5 by auto; rewrite E1, E2; lra.
Qed.

(** all of X is decidable exactly at the smallest L, and if the two balls cover X *)
Theorem L6_all : (forall x, cube x -> decidable_at dist L a b m M x) <->
  L * dist a b = M - m /\ forall x, cube x -> dist x a <= dist a b / 2 \/ dist x b <= dist a b / 2.
Proof.
  split.
  - intros H; assert (E : L * dist a b = M - m).
    { destruct (Rle_lt_or_eq_dec _ _ HS) as [N|]; auto.
      destruct (L6 N) as (x & Hx & Nx); exfalso; auto. }
    split; auto; intros x Hx; specialize (H x Hx); rewrite L5 in H by auto.
    rewrite <- E in H; destruct H; [left|right]; nra.
  - intros [E H] x Hx; apply L5; auto; destruct (H x Hx); [left|right]; nra.
Qed.

(** L4: the whole function is determined exactly if S = R and X lies between a and b *)
Theorem L4 : (forall x, cube x -> upper dist L a m M x = lower dist L b m M x) <->
  L * dist a b = M - m /\ forall x, cube x -> dist x a + dist x b = dist a b.
Proof.
  split.
  - intros H; assert (E : L * dist a b = M - m).
    { destruct (Rle_lt_or_eq_dec _ _ HS) as [N|]; auto; exfalso.
      destruct midpoint as (x & Hx & E1 & E2); specialize (H x Hx).
      unfold upper, lower in H; rewrite E1, E2 in H.
      revert H; unfold Rmin, Rmax; repeat destruct (Rle_dec _ _); lra. }
    split; auto; intros x Hx; specialize (H x Hx).
    pose proof (dist_tri _ Hd a x b) as T; rewrite (dist_sym _ Hd a x) in T.
    destruct (Rle_lt_or_eq_dec _ _ T) as [N|]; auto; exfalso.
    destruct (eq_dec x a) as [->|Na]; [rewrite (dist_refl _ Hd) in N; lra|].
    destruct (eq_dec x b) as [->|Nb]; [rewrite (dist_refl _ Hd), (dist_sym _ Hd b a) in N; lra|].
    pose proof (dist_pos _ Hd x a Na); pose proof (dist_pos _ Hd x b Nb).
    assert (M - m < L * dist x a + L * dist x b) by nra.
    assert (0 < L * dist x a) by nra. assert (0 < L * dist x b) by nra.
    revert H; unfold upper, lower, Rmin, Rmax; repeat destruct (Rle_dec _ _); lra.
  - intros [E H] x Hx; apply (L4_equal dist Hd L HL); auto.
Qed.
End Region.

(** ** where the balls cover X (L7p) *)
Lemma l1_vertices d (x : Rn d) : cube x -> l1 x (cst d 0) + l1 x (cst d 1) = l1 (cst d 0) (cst d 1).
Proof.
  induction d as [|d IH]; [simpl; lra|]. intros [Hx Hxs]; specialize (IH _ Hxs); simpl.
  rewrite (Rabs_right (hd x - 0)), (Rabs_left1 (hd x - 1)), (Rabs_left1 (0 - 1)) by lra. lra.
Qed.
Theorem L7p_l1 d x : cube x ->
  l1 x (cst d 0) <= l1 (cst d 0) (cst d 1) / 2 \/ l1 x (cst d 1) <= l1 (cst d 0) (cst d 1) / 2.
Proof.
  intros Hx; pose proof (l1_vertices d x Hx).
  destruct (Rle_dec (l1 x (cst d 0)) (l1 (cst d 0) (cst d 1) / 2)); [auto|right; lra].
Qed.

Lemma linf_half d (x : Rn d) : cube x -> linf x (cst d (1/2)) <= 1/2.
Proof.
  induction d as [|d IH]; [simpl; lra|]. intros [Hx Hxs]; simpl.
  apply Rmax_lub; [apply Rabs_le; lra|auto].
Qed.
Lemma linf_refl d (x : Rn d) : linf x x = 0.
Proof. apply (dist_refl _ (linf_metric d)). Qed.
Theorem L7p_linf d (x : Rn (S d)) : cube x ->
  let a := (0, cst d (1/2)) : Rn (S d) in let b := (1, cst d (1/2)) : Rn (S d) in
  linf x a <= linf a b / 2 \/ linf x b <= linf a b / 2.
Proof.
  intros [Hx Hxs]; cbn zeta.
  assert (E : linf ((0, cst d (1/2)) : Rn (S d)) ((1, cst d (1/2)) : Rn (S d)) = 1).
  { simpl; rewrite linf_refl, Rabs_left1, Rmax_left; lra. }
  rewrite E; destruct (Rle_dec (hd x) (1/2)); [left|right]; simpl;
    apply Rmax_lub; try apply linf_half; auto; apply Rabs_le; lra.
Qed.

Theorem L7p_d1 (x : Rn 1) : cube x ->
  l1 x ((1/4, tt) : Rn 1) <= l1 ((1/4, tt) : Rn 1) ((3/4, tt) : Rn 1) / 2 \/
  l1 x ((3/4, tt) : Rn 1) <= l1 ((1/4, tt) : Rn 1) ((3/4, tt) : Rn 1) / 2.
Proof.
  intros [Hx _]; simpl; rewrite (Rabs_left1 (1/4 - 3/4)) by lra.
  unfold Rabs; repeat destruct (Rcase_abs _); lra.
Qed.

(** ** where they never do: l2 and d >= 2 (L7) *)
Lemma sq_pos x : x <> 0 -> 0 < x * x.
Proof. intros; apply Rsqr_pos_lt; auto. Qed.

Lemma L7_inside a1 a2 b1 b2 : 0 <= a1 <= 1 -> 0 <= a2 <= 1 -> 0 <= b1 <= 1 -> 0 <= b2 <= 1 ->
  exists s, (s = 1 \/ s = -1) /\
  0 <= (a1 + b1) / 2 + s * ((a2 - b2) / 2) <= 1 /\ 0 <= (a2 + b2) / 2 + s * ((b1 - a1) / 2) <= 1.
Proof.
  intros.
  destruct (Rle_dec 0 ((a1 + b1) / 2 + (a2 - b2) / 2)), (Rle_dec ((a1 + b1) / 2 + (a2 - b2) / 2) 1),
    (Rle_dec 0 ((a2 + b2) / 2 + (b1 - a1) / 2)), (Rle_dec ((a2 + b2) / 2 + (b1 - a1) / 2) 1);
  (exists 1; split; [left; auto|split; lra]) || (exists (-1); split; [right; auto|split; lra]) || lra.
Qed.

Lemma sumsq_mid d (a b : Rn d) :
  sumsq (comb (1/2) a b) a = sumsq a b / 4 /\ sumsq (comb (1/2) a b) b = sumsq a b / 4.
Proof. induction d as [|d IH]; simpl; [lra|]. destruct (IH (tl a) (tl b)) as [-> ->]; split; field. Qed.

Lemma sqrt_half s t : 0 <= s -> s / 4 < t -> sqrt s / 2 < sqrt t.
Proof.
  intros Hs H; replace (sqrt s / 2) with (sqrt (s / 4)).
  - apply sqrt_lt_1_alt; lra.
  - replace (s / 4) with (s * Rsqr (1/2)) by (unfold Rsqr; field).
    rewrite sqrt_mult_alt, sqrt_Rsqr by lra; field.
Qed.

Theorem L7 d (a b : Rn (S (S d))) : cube a -> cube b -> a <> b ->
  exists x, cube x /\ l2 a b / 2 < l2 x a /\ l2 a b / 2 < l2 x b.
Proof.
  destruct a as [a1 [a2 a']], b as [b1 [b2 b']].
  intros (H1 & H2 & Ha) (H3 & H4 & Hb) N; simpl in H1, H2, H3, H4.
  destruct (sumsq_mid d a' b') as [Ea Eb]; pose proof (sumsq_nonneg a' b').
  assert (Hc : cube (comb (1/2) a' b')) by (apply comb_cube; auto; lra).
  assert (W : exists x1 x2, 0 <= x1 <= 1 /\ 0 <= x2 <= 1 /\
    ((a1-b1)*(a1-b1) + (a2-b2)*(a2-b2)) / 4 < (x1-a1)*(x1-a1) + (x2-a2)*(x2-a2) /\
    ((a1-b1)*(a1-b1) + (a2-b2)*(a2-b2)) / 4 < (x1-b1)*(x1-b1) + (x2-b2)*(x2-b2)).
  { destruct (Req_dec a1 b1) as [<-|N1].
    - (* move the first coordinate, along which a and b agree *)
      exists (if Rle_dec a1 (1/2) then 1 else 0), ((a2 + b2) / 2).
      destruct (Rle_dec a1 (1/2)); repeat split; nra.
    - destruct (L7_inside a1 a2 b1 b2) as (s & Hs & I1 & I2); auto.
      exists ((a1 + b1) / 2 + s * ((a2 - b2) / 2)), ((a2 + b2) / 2 + s * ((b1 - a1) / 2)).
      assert (0 < (a1 - b1) * (a1 - b1)) by (apply sq_pos; lra).
      pose proof (Rle_0_sqr (a2 - b2)); unfold Rsqr in *.
      split; [auto|split; [auto|]]; destruct Hs as [-> | ->]; split; nra. }
  destruct W as (x1 & x2 & X1 & X2 & W1 & W2).
  exists ((x1, (x2, comb (1/2) a' b')) : Rn (S (S d))).
  split; [simpl; auto|].
  split; apply sqrt_half; try apply sumsq_nonneg; simpl; rewrite ?Ea, ?Eb; lra.
Qed.

Corollary L7_l2_never d L (a b : Rn (S (S d))) m M : 0 < L -> cube a -> cube b -> m < M ->
  M - m <= L * l2 a b -> exists x, cube x /\ ~ decidable_at l2 L a b m M x.
Proof.
  intros HL Ha Hb HmM HS.
  assert (N : a <> b).
  { intros ->; rewrite (dist_refl _ (l2_metric _)) in HS; lra. }
  destruct (L7 d a b Ha Hb N) as (x & Hx & X1 & X2); exists x; split; auto.
  rewrite L5 by auto using l2_metric; nra.
Qed.

(** L4n: never X between a and b, for l2 and linf in d >= 2 *)
Theorem L4n_l2 d (a b : Rn (S (S d))) : cube a -> cube b -> a <> b ->
  exists x, cube x /\ l2 a b < l2 x a + l2 x b.
Proof. intros Ha Hb N; destruct (L7 d a b Ha Hb N) as (x & Hx & ?); exists x; split; auto; lra. Qed.

Theorem L4n_linf d (a b : Rn (S (S d))) : cube a -> cube b ->
  exists x, cube x /\ linf a b < linf x a + linf x b.
Proof.
  destruct a as [a1 [a2 a']], b as [b1 [b2 b']].
  intros (H1 & H2 & Ha) (H3 & H4 & Hb); simpl in H1, H2, H3, H4.
  assert (far : forall c, 0 <= c <= 1 -> exists e, 0 <= e <= 1 /\ 0 < Rabs (e - c)).
  { intros c Hc; destruct (Rle_dec c (1/2)); [exists 1|exists 0]; (split; [lra|apply Rabs_pos_lt; lra]). }
  assert (A2 : cube ((a2, a') : Rn (S d))) by (simpl; auto).
  destruct (Rle_dec (linf ((a2, a') : Rn (S d)) ((b2, b') : Rn (S d))) (Rabs (a1 - b1))) as [C|C].
  - destruct (far a2 H2) as (e & He & Fe).
    exists ((a1, (e, a')) : Rn (S (S d))); split; [simpl; auto|].
    assert (linf ((a1, (a2, a')) : Rn (S (S d))) ((b1, (b2, b')) : Rn (S (S d))) = Rabs (a1 - b1)).
    { change (Rmax (Rabs (a1 - b1)) (linf ((a2, a') : Rn (S d)) ((b2, b') : Rn (S d))) = Rabs (a1 - b1)).
      apply Rmax_left, C. }
    eapply Rle_lt_trans; [apply Req_le, H|]; clear H.
    assert (Rabs (e - a2) <= linf ((a1, (e, a')) : Rn (S (S d))) ((a1, (a2, a')) : Rn (S (S d)))).
    { simpl; eapply Rle_trans; [apply Rmax_l|apply Rmax_r]. }
    assert (Rabs (a1 - b1) <= linf ((a1, (e, a')) : Rn (S (S d))) ((b1, (b2, b')) : Rn (S (S d)))).
    { simpl; apply Rmax_l. }
    eapply Rlt_le_trans; [|apply Rplus_le_compat; [exact H|exact H0]]; lra.
  - destruct (far a1 H1) as (e & He & Fe).
    exists ((e, (a2, a')) : Rn (S (S d))); split; [simpl; auto|].
    assert (linf ((a1, (a2, a')) : Rn (S (S d))) ((b1, (b2, b')) : Rn (S (S d))) =
            linf ((a2, a') : Rn (S d)) ((b2, b') : Rn (S d))).
    { change (Rmax (Rabs (a1 - b1)) (linf ((a2, a') : Rn (S d)) ((b2, b') : Rn (S d)))
              = linf ((a2, a') : Rn (S d)) ((b2, b') : Rn (S d))). apply Rmax_right; lra. }
    eapply Rle_lt_trans; [apply Req_le, H|]; clear H.
    assert (Rabs (e - a1) <= linf ((e, (a2, a')) : Rn (S (S d))) ((a1, (a2, a')) : Rn (S (S d)))).
    { simpl; apply Rmax_l. }
    assert (linf ((a2, a') : Rn (S d)) ((b2, b') : Rn (S d)) <=
            linf ((e, (a2, a')) : Rn (S (S d))) ((b1, (b2, b')) : Rn (S (S d)))).
    { simpl; apply Rmax_r. }
    eapply Rlt_le_trans; [|apply Rplus_le_compat; [exact H|exact H0]]; lra.
Qed.

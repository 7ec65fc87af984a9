(** When is the side, or the whole function, known on all of X? (docs/theory.md, section 4: L4, L6, L7) *)
Require Import Reals Lra Psatz.
From Eyewitness Require Import Statements FurtherStatements Points Distances Visualizations Envelope.
Open Scope R_scope.

Section Region.
Context {d : nat} {dist : point d -> point d -> R} {L : R} {a b : point d} {m M : R}.
Hypothesis Hn : normlike dist.
Hypothesis V : possible dist L a b m M.
Let Hd : metric dist := proj1 V.
Let HL : 0 < L := proj1 (proj2 V).
Let HmM : m < M := proj1 (proj2 (proj2 (proj2 (proj2 V)))).
Let HS : M - m <= L * dist a b := proj2 (proj2 (proj2 (proj2 (proj2 V)))).
Local Notation U := (upper dist L a m M).
Local Notation l := (lower dist L b m M).
Local Notation known := (side_known dist L a b m M).

Lemma midpoint : cube (comb (1/2) a b) /\
  dist (comb (1/2) a b) a = dist a b / 2 /\ dist (comb (1/2) a b) b = dist a b / 2.
Proof.
  split; [apply comb_cube; [lra|apply V|apply V]|].
  pose proof (normlike_comb _ Hn (1/2) 1 a b) as H1; rewrite comb_1 in H1.
  pose proof (normlike_comb _ Hn (1/2) 0 a b) as H2; rewrite comb_0 in H2.
  rewrite H1, H2, Rabs_left, Rabs_right by lra; lra.
Qed.

(** L6: at the midpoint the side is not known, except at the smallest possible L *)
Lemma midpoint_not_known : M - m < L * dist a b -> ~ known (comb (1/2) a b).
Proof. destruct midpoint as (Hx & E1 & E2); intros H; rewrite (side_known_iff V), E1, E2 by auto; lra. Qed.

Lemma side_known_everywhere_iff : (forall x, cube x -> known x) <-> L * dist a b = M - m /\ balls_cover dist a b.
Proof.
  split.
  - intros H; assert (E : L * dist a b = M - m).
    { destruct (Rle_lt_or_eq_dec _ _ HS) as [N|]; auto.
      destruct (midpoint_not_known N); apply H, midpoint. }
    split; auto; intros x Hx; specialize (H x Hx); rewrite (side_known_iff V) in H by auto.
    rewrite <- E in H; destruct H; [left|right]; nra.
  - intros [E H] x Hx; apply (side_known_iff V); auto; destruct (H x Hx); [left|right]; nra.
Qed.

(** L4: the whole function is known exactly if S = R and X lies between a and b *)
Lemma envelopes_meet x : L * dist a b = M - m -> dist x a + dist x b = dist a b -> U x = l x.
Proof.
  intros E T; pose proof (dist_nonneg Hd x a); pose proof (dist_nonneg Hd x b).
  unfold upper, lower; rewrite Rmin_right, Rmax_right by nra; nra.
Qed.
Lemma envelopes_meet_everywhere_iff : (forall x, cube x -> U x = l x) <-> L * dist a b = M - m /\ between dist a b.
Proof.
  split.
  - intros H; assert (E : L * dist a b = M - m).
    { destruct (Rle_lt_or_eq_dec _ _ HS) as [N|]; auto; exfalso.
      destruct midpoint as (Hx & E1 & E2); specialize (H _ Hx).
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
  - intros [E H] x Hx; apply envelopes_meet; auto.
Qed.
End Region.

(** ** Where X lies between a and b (L4), and the balls cover X (L7p) *)
(** l1: opposite vertices, and no others; their distance is the dimension *)
Lemma l1_between_vertices d (a b : point d) : cube a -> cube b -> l1 a b = INR d -> between l1 a b.
Proof.
  intros Ha Hb E x Hx; induction d as [|d IH]; [simpl; lra|]. rewrite S_INR in E.
  destruct Ha as [Ha Has], Hb as [Hb Hbs], Hx as [Hx Hxs]; simpl in *.
  pose proof (l1_cube d (tl a) (tl b) Has Hbs).
  assert (H1 : Rabs (hd a - hd b) <= 1) by (apply Rabs_le; lra).
  specialize (IH (tl a) (tl b) Has Hbs ltac:(lra) (tl x) Hxs).
  assert (E1 : Rabs (hd a - hd b) = 1) by lra.
  assert (E2 : Rabs (hd x - hd a) + Rabs (hd x - hd b) = 1); [|lra].
  revert E1; unfold Rabs; repeat destruct (Rcase_abs _); lra.
Qed.
Lemma l1_between_iff d (a b : point d) : cube a -> cube b -> (between l1 a b <-> l1 a b = INR d).
Proof.
  intros Ha Hb; split; [|apply l1_between_vertices; auto].
  induction d as [|d IH]; [reflexivity|]. rewrite S_INR.
  destruct Ha as [Ha Has], Hb as [Hb Hbs]; intros H.
  rewrite <- (IH (tl a) (tl b)); auto.
  - enough (Rabs (hd a - hd b) = 1) by (simpl; lra).
    assert (far : forall e, 0 <= e <= 1 -> Rabs (e - hd a) + Rabs (e - hd b) = Rabs (hd a - hd b)).
    { intros e He; specialize (H ((e, tl a) : point (S d)) (conj He Has)); simpl in H.
      rewrite (dist_refl _ (l1_metric d)) in H; lra. }
    pose proof (far 0); pose proof (far 1); revert H0 H1.
    unfold Rabs; repeat destruct (Rcase_abs _); lra.
  - intros x Hx; specialize (H ((hd a, x) : point (S d)) (conj Ha Hx)); simpl in H.
    rewrite Rminus_diag_eq, Rabs_R0 in H by auto; lra.
Qed.

Lemma between_balls_cover d (dist : point d -> point d -> R) a b : between dist a b -> balls_cover dist a b.
Proof. intros H x Hx; specialize (H x Hx); destruct (Rle_dec (dist x a) (dist a b / 2)); [auto|right; lra]. Qed.

(** d = 1: every norm is a multiple of the absolute value *)
Lemma normlike_1 (dist : point 1 -> point 1 -> R) s t : normlike dist ->
  dist (diag 1 s) (diag 1 t) = Rabs (s - t) * dist (diag 1 1) (diag 1 0).
Proof.
  intros Hn; rewrite <- (normlike_comb _ Hn); f_equal; simpl; f_equal; ring.
Qed.
Lemma normlike_1_between (dist : point 1 -> point 1 -> R) : normlike dist -> between dist (diag 1 0) (diag 1 1).
Proof.
  intros Hn [x []] [Hx _]; change ((x, tt) : point 1) with (diag 1 x).
  rewrite (normlike_1 dist x 0), (normlike_1 dist x 1), (normlike_1 dist 0 1) by auto; simpl in Hx.
  rewrite Rabs_right, (Rabs_left1 (x - 1)), Rabs_left1 by lra; ring.
Qed.
Lemma normlike_1_balls_cover (dist : point 1 -> point 1 -> R) : normlike dist ->
  balls_cover dist (diag 1 (1/4)) (diag 1 (3/4)).
Proof.
  intros Hn [x []] [Hx _]; change ((x, tt) : point 1) with (diag 1 x); simpl in Hx.
  rewrite (normlike_1 dist x), (normlike_1 dist x (3/4)), (normlike_1 dist (1/4)) by auto.
  pose proof (dist_nonneg (normlike_metric _ Hn) (diag 1 1) (diag 1 0)).
  rewrite (Rabs_left1 (1/4 - 3/4)) by lra.
  destruct (Rle_dec x (1/2)); [left|right].
  - assert (Rabs (x - 1/4) <= 1/4) by (apply Rabs_le; lra); nra.
  - assert (Rabs (x - 3/4) <= 1/4) by (apply Rabs_le; lra); nra.
Qed.

Lemma linf_half d (x : point d) : cube x -> linf x (diag d (1/2)) <= 1/2.
Proof.
  induction d as [|d IH]; [simpl; lra|]. intros [Hx Hxs]; simpl.
  apply Rmax_lub; [apply Rabs_le; lra|auto].
Qed.
Lemma linf_refl d (x : point d) : linf x x = 0.
Proof. apply (dist_refl _ (linf_metric d)). Qed.
Lemma linf_balls_cover d : balls_cover linf ((0, diag d (1/2)) : point (S d)) (1, diag d (1/2)).
Proof.
  intros x [Hx Hxs].
  assert (E : linf ((0, diag d (1/2)) : point (S d)) ((1, diag d (1/2)) : point (S d)) = 1).
  { simpl; rewrite linf_refl, Rabs_left1, Rmax_left; lra. }
  rewrite E; destruct (Rle_dec (hd x) (1/2)); [left|right]; simpl;
    apply Rmax_lub; try apply linf_half; auto; apply Rabs_le; lra.
Qed.

(** ** Where they never do: l2 in d >= 2 (L7); for between, linf too (L4n) *)
Lemma sq_pos x : x <> 0 -> 0 < x * x.
Proof. intros; apply Rsqr_pos_lt; auto. Qed.

Lemma rotated_half_inside a1 a2 b1 b2 : 0 <= a1 <= 1 -> 0 <= a2 <= 1 -> 0 <= b1 <= 1 -> 0 <= b2 <= 1 ->
  exists s, (s = 1 \/ s = -1) /\
  0 <= (a1 + b1) / 2 + s * ((a2 - b2) / 2) <= 1 /\ 0 <= (a2 + b2) / 2 + s * ((b1 - a1) / 2) <= 1.
Proof.
  intros.
  destruct (Rle_dec 0 ((a1 + b1) / 2 + (a2 - b2) / 2)), (Rle_dec ((a1 + b1) / 2 + (a2 - b2) / 2) 1),
    (Rle_dec 0 ((a2 + b2) / 2 + (b1 - a1) / 2)), (Rle_dec ((a2 + b2) / 2 + (b1 - a1) / 2) 1);
  (exists 1; split; [left; auto|split; lra]) || (exists (-1); split; [right; auto|split; lra]) || lra.
Qed.

Lemma sumsq_mid d (a b : point d) :
  sumsq (comb (1/2) a b) a = sumsq a b / 4 /\ sumsq (comb (1/2) a b) b = sumsq a b / 4.
Proof. induction d as [|d IH]; simpl; [lra|]. destruct (IH (tl a) (tl b)) as [-> ->]; split; field. Qed.

Lemma sqrt_half s t : 0 <= s -> s / 4 < t -> sqrt s / 2 < sqrt t.
Proof.
  intros Hs H; replace (sqrt s / 2) with (sqrt (s / 4)).
  - apply sqrt_lt_1_alt; lra.
  - replace (s / 4) with (s * Rsqr (1/2)) by (unfold Rsqr; field).
    rewrite sqrt_mult_alt, sqrt_Rsqr by lra; field.
Qed.

(** beside the midpoint, on the bisector *)
Lemma l2_far_from_both d (a b : point (S (S d))) : cube a -> cube b -> a <> b ->
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
    - destruct (rotated_half_inside a1 a2 b1 b2) as (s & Hs & I1 & I2); auto.
      exists ((a1 + b1) / 2 + s * ((a2 - b2) / 2)), ((a2 + b2) / 2 + s * ((b1 - a1) / 2)).
      assert (0 < (a1 - b1) * (a1 - b1)) by (apply sq_pos; lra).
      pose proof (Rle_0_sqr (a2 - b2)); unfold Rsqr in *.
      split; [auto|split; [auto|]]; destruct Hs as [-> | ->]; split; nra. }
  destruct W as (x1 & x2 & X1 & X2 & W1 & W2).
  exists ((x1, (x2, comb (1/2) a' b')) : point (S (S d))).
  split; [simpl; auto|].
  split; apply sqrt_half; try apply sumsq_nonneg; simpl; rewrite ?Ea, ?Eb; lra.
Qed.

Lemma l2_not_between d (a b : point (S (S d))) : cube a -> cube b -> a <> b -> ~ between l2 a b.
Proof. intros Ha Hb N H; destruct (l2_far_from_both d a b Ha Hb N) as (x & Hx & ?); specialize (H x Hx); lra. Qed.

Lemma linf_far_from_both d (a b : point (S (S d))) : cube a -> cube b ->
  exists x, cube x /\ linf a b < linf x a + linf x b.
Proof.
  destruct a as [a1 [a2 a']], b as [b1 [b2 b']].
  intros (H1 & H2 & Ha) (H3 & H4 & Hb); simpl in H1, H2, H3, H4.
  assert (far : forall c, 0 <= c <= 1 -> exists e, 0 <= e <= 1 /\ 0 < Rabs (e - c)).
  { intros c Hc; destruct (Rle_dec c (1/2)); [exists 1|exists 0]; (split; [lra|apply Rabs_pos_lt; lra]). }
  assert (A2 : cube ((a2, a') : point (S d))) by (simpl; auto).
  destruct (Rle_dec (linf ((a2, a') : point (S d)) ((b2, b') : point (S d))) (Rabs (a1 - b1))) as [C|C].
  - destruct (far a2 H2) as (e & He & Fe).
    exists ((a1, (e, a')) : point (S (S d))); split; [simpl; auto|].
    assert (linf ((a1, (a2, a')) : point (S (S d))) ((b1, (b2, b')) : point (S (S d))) = Rabs (a1 - b1)).
    { change (Rmax (Rabs (a1 - b1)) (linf ((a2, a') : point (S d)) ((b2, b') : point (S d))) = Rabs (a1 - b1)).
      apply Rmax_left, C. }
    eapply Rle_lt_trans; [apply Req_le, H|]; clear H.
    assert (Rabs (e - a2) <= linf ((a1, (e, a')) : point (S (S d))) ((a1, (a2, a')) : point (S (S d)))).
    { simpl; eapply Rle_trans; [apply Rmax_l|apply Rmax_r]. }
    assert (Rabs (a1 - b1) <= linf ((a1, (e, a')) : point (S (S d))) ((b1, (b2, b')) : point (S (S d)))).
    { simpl; apply Rmax_l. }
    eapply Rlt_le_trans; [|apply Rplus_le_compat; [exact H|exact H0]]; lra.
  - destruct (far a1 H1) as (e & He & Fe).
    exists ((e, (a2, a')) : point (S (S d))); split; [simpl; auto|].
    assert (linf ((a1, (a2, a')) : point (S (S d))) ((b1, (b2, b')) : point (S (S d))) =
            linf ((a2, a') : point (S d)) ((b2, b') : point (S d))).
    { change (Rmax (Rabs (a1 - b1)) (linf ((a2, a') : point (S d)) ((b2, b') : point (S d)))
              = linf ((a2, a') : point (S d)) ((b2, b') : point (S d))). apply Rmax_right; lra. }
    eapply Rle_lt_trans; [apply Req_le, H|]; clear H.
    assert (Rabs (e - a1) <= linf ((e, (a2, a')) : point (S (S d))) ((a1, (a2, a')) : point (S (S d)))).
    { simpl; apply Rmax_l. }
    assert (linf ((a2, a') : point (S d)) ((b2, b') : point (S d)) <=
            linf ((e, (a2, a')) : point (S (S d))) ((b1, (b2, b')) : point (S (S d)))).
    { simpl; apply Rmax_r. }
    eapply Rlt_le_trans; [|apply Rplus_le_compat; [exact H|exact H0]]; lra.
Qed.
Lemma linf_not_between d (a b : point (S (S d))) : cube a -> cube b -> ~ between linf a b.
Proof. intros Ha Hb H; destruct (linf_far_from_both d a b Ha Hb) as (x & Hx & ?); specialize (H x Hx); lra. Qed.

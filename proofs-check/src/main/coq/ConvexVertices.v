(** Row 7 at any vertex b and any a <> b, and nowhere else: a steep cone at b is blended with a wide one. *)
Require Import Reals Lra Psatz.
From Eyewitness Require Import Statements FurtherStatements Points Distances Visualizations Networks Vertices.
Open Scope R_scope.

(** on the cube the l1 distance to a vertex is affine, as far as convexity can tell *)
Lemma l1_vertex_comb d (b x y : point d) lam : vertex b -> cube x -> cube y -> 0 <= lam <= 1 ->
  l1 (comb lam x y) b = lam * l1 x b + (1 - lam) * l1 y b.
Proof.
  induction d as [|d IH]; simpl; [lra|]. intros [Hb Hb'] [Hx Hx'] [Hy Hy'] Hl; rewrite IH by auto.
  assert (Hc : 0 <= lam * hd x + (1 - lam) * hd y <= 1) by nra.
  destruct Hb as [-> | ->].
  - rewrite !Rminus_0_r, !Rabs_right by lra; ring.
  - rewrite !Rabs_left1 by lra; ring.
Qed.
Lemma l1_convex d (p x y : point d) lam : 0 <= lam <= 1 ->
  l1 (comb lam x y) p <= lam * l1 x p + (1 - lam) * l1 y p.
Proof.
  intros Hl; induction d as [|d IH]; simpl; [lra|]. specialize (IH (tl p) (tl x) (tl y)).
  replace (lam * hd x + (1 - lam) * hd y - hd p) with (lam * (hd x - hd p) + (1 - lam) * (hd y - hd p)) by ring.
  pose proof (Rabs_triang (lam * (hd x - hd p)) ((1 - lam) * (hd y - hd p))) as H.
  rewrite !Rabs_mult, (Rabs_right lam), (Rabs_right (1 - lam)) in H by lra; lra.
Qed.

Lemma convex_scaled d m M (f : fn d) : m <= M -> convex f -> convex (scaled m M f).
Proof. intros H F x y lam Hx Hy Hl; specialize (F x y lam Hx Hy Hl); unfold scaled; nra. Qed.
Lemma convex_add d (f g : fn d) : convex f -> convex g -> convex (fun x => f x + g x).
Proof. intros F G x y lam Hx Hy Hl; specialize (F x y lam Hx Hy Hl); specialize (G x y lam Hx Hy Hl); lra. Qed.
Lemma convex_scale d c (f : fn d) : 0 <= c -> convex f -> convex (fun x => c * f x).
Proof. intros H F x y lam Hx Hy Hl; specialize (F x y lam Hx Hy Hl); nra. Qed.
(** a cone with its apex 1 at a vertex *)
Lemma convex_cone d q (b : point d) : vertex b -> convex (fun x => relu (1 - q * l1 x b)).
Proof.
  intros Vb x y lam Hx Hy Hl; rewrite l1_vertex_comb by auto.
  pose proof (Rmax_l 0 (1 - q * l1 x b)); pose proof (Rmax_r 0 (1 - q * l1 x b)).
  pose proof (Rmax_l 0 (1 - q * l1 y b)); pose proof (Rmax_r 0 (1 - q * l1 y b)).
  unfold relu; apply Rmax_lub; nra.
Qed.

Section Spike.
Context {d : nat}.
Variables (a b : point d) (n t : R).
Hypothesis Ha : cube a.
Hypothesis Vb : vertex b.
Hypothesis Nab : a <> b.
Hypothesis Hn : 1 <= n.
Hypothesis Ht : 0 < t < 1.
Let D := l1 a b.
Let e := t / (2 * INR d).

(** row 7's blend of a steep cone and a wide one, and a little of the distance to a, so
    that a is the only minimiser; 0 at a, 1 at b *)
Definition spike : fn d := fun x =>
  / (1 + e * D) * ((1 - t) * relu (1 - n / D * l1 x b) + t * relu (1 - / D * l1 x b) + e * l1 x a).

Lemma spike_D : 0 < D <= INR d.
Proof.
  split; [apply (dist_pos _ (l1_metric d)), Nab|apply l1_cube; auto using vertex_cube].
Qed.
Lemma spike_e : 0 < e /\ e * INR d = t / 2.
Proof.
  pose proof spike_D; unfold e; split; [apply Rdiv_lt_0_compat; lra|field; lra].
Qed.

Lemma spike_convex : convex spike.
Proof.
  pose proof spike_D as HD; pose proof spike_e as He; unfold spike.
  apply convex_scale; [left; apply Rinv_0_lt_compat; nra|].
  apply convex_add; [apply convex_add; apply convex_scale; try lra; apply convex_cone, Vb|].
  apply convex_scale; [lra|]; intros x y lam _ _ Hl; apply l1_convex, Hl.
Qed.

(** its value in terms of the distances, A to a and B to b *)
Lemma spike_eq x : (1 + e * D) * spike x =
  (1 - t) * relu (1 - n * (l1 x b / D)) + t * relu (1 - l1 x b / D) + e * l1 x a.
Proof.
  pose proof spike_D; pose proof spike_e; unfold spike.
  replace (n / D * l1 x b) with (n * (l1 x b / D)) by (field; lra).
  replace (/ D * l1 x b) with (l1 x b / D) by (field; lra).
  field; nra.
Qed.

Lemma spike_unique_Phi : unique_Phi spike a b 0 1.
Proof.
  pose proof spike_D as HD; pose proof spike_e as [He1 He2].
  assert (HW : 0 < 1 + e * D) by nra.
  assert (eD : e * D <= t / 2) by nra.
  assert (Sa : spike a = 0).
  { pose proof (spike_eq a) as E; fold D in E; rewrite (dist_refl _ (l1_metric d)) in E.
    replace (D / D) with 1 in E by (field; lra); rewrite !relu_neg in E by lra; nra. }
  assert (Sb : spike b = 1).
  { pose proof (spike_eq b) as E; rewrite (dist_refl _ (l1_metric d)), (dist_sym _ (l1_metric d) b a) in E.
    fold D in E; unfold Rdiv in E; rewrite Rmult_0_l, Rmult_0_r, Rminus_0_r, relu_pos in E by lra; nra. }
  assert (Low : forall x, e * l1 x a <= (1 + e * D) * spike x).
  { intros x; rewrite spike_eq; pose proof (Rmax_l 0 (1 - n * (l1 x b / D))); pose proof (Rmax_l 0 (1 - l1 x b / D)).
    unfold relu; nra. }
  assert (High : forall x, cube x -> (1 + e * D) * spike x <= 1 + e * D - l1 x b / D * (t / 2) \/
                            (1 + e * D) * spike x <= t + e * D).
  { intros x Hx; rewrite spike_eq.
    pose proof (l1_nonneg x b) as HB; assert (Bd : l1 x b <= INR d) by (apply l1_cube; auto using vertex_cube).
    pose proof (dist_tri _ (l1_metric d) x b a) as T; rewrite (dist_sym _ (l1_metric d) b a) in T; fold D in T.
    assert (Es : l1 x b / D * D = l1 x b) by (field; lra).
    assert (Hs : 0 <= l1 x b / D) by (apply Rmult_le_pos; [auto|left; apply Rinv_0_lt_compat; lra]).
    set (s := l1 x b / D) in *; clearbody s.
    assert (relu (1 - n * s) <= 1) by (unfold relu; apply Rmax_lub; nra).
    destruct (Rle_dec s 1) as [C|C].
    - left; rewrite (relu_pos (1 - s)) by lra; nra.
    - right; rewrite !relu_neg by nra; nra. }
  apply unique_Phi_intro; auto using vertex_cube.
  - intros x Hx; specialize (Low x); pose proof (l1_nonneg x a).
    split; [nra|]. pose proof (l1_nonneg x b).
    assert (0 <= l1 x b / D) by (apply Rmult_le_pos; [auto|left; apply Rinv_0_lt_compat; lra]).
    destruct (High x Hx); nra.
  - intros x Hx E; destruct (eq_dec x a) as [|N]; auto; exfalso.
    pose proof (dist_pos _ (l1_metric d) x a N); specialize (Low x); nra.
  - intros x Hx E; destruct (eq_dec x b) as [|N]; auto; exfalso.
    assert (0 < l1 x b / D) by (apply Rdiv_lt_0_compat; [apply (dist_pos _ (l1_metric d)), N|lra]).
    destruct (High x Hx); nra.
Qed.

(** between a and b, where the steep cone has just ended *)
Lemma spike_beside : (1 + e * D) * spike (comb (/ n) a b) = (1 - / n) * (t + e * D).
Proof.
  pose proof spike_D as HD.
  pose proof (l1_comb d (/ n) 1 a b) as Ea; rewrite comb_1 in Ea; fold D in Ea.
  pose proof (l1_comb d (/ n) 0 a b) as Eb; rewrite comb_0 in Eb; fold D in Eb.
  assert (0 < / n) by (apply Rinv_0_lt_compat; lra).
  assert (En : n * / n = 1) by (apply Rinv_r; lra).
  assert (/ n <= 1) by nra.
  rewrite Rabs_left1 in Ea by lra; rewrite Rabs_right in Eb by lra.
  rewrite spike_eq, Ea, Eb; replace ((/ n - 0) * D / D) with (/ n) by (field; lra).
  rewrite relu_neg, relu_pos by lra; ring.
Qed.
End Spike.

Lemma convex_ambiguous_at_0_1 d (a b : point d) : cube a -> vertex b -> a <> b -> ambiguous_at convex a b 0 1.
Proof.
  intros Ha Vb N h Hh; pose (n := 2 / h).
  assert (Enh : n * h = 2) by (unfold n; field; lra).
  assert (Hn : 1 <= n) by nra.
  assert (En : / n = h / 2) by (unfold n; field; lra).
  assert (H1 : 0 < 1 - h / 2 < 1) by lra. assert (H2 : 0 < h / 2 < 1) by lra.
  pose proof (spike_D a b Ha Vb N) as HD.
  exists (spike a b n (1 - h / 2)), (spike a b n (h / 2)), (comb (/ n) a b).
  repeat match goal with |- _ /\ _ => split end; try apply spike_convex; try apply spike_unique_Phi; auto.
  - apply comb_cube; auto using vertex_cube; lra.
  - pose proof (spike_beside a b n (1 - h / 2) Ha Vb N Hn H1) as E; rewrite En in E.
    pose proof (spike_e a b (1 - h / 2) Ha Vb N H1) as [He _].
    apply (Rmult_le_reg_l (1 + (1 - h / 2) / (2 * INR d) * l1 a b)); [nra|rewrite En, E].
    set (q := _ * l1 a b); assert (0 < q) by (unfold q; nra); clearbody q; nra.
  - pose proof (spike_beside a b n (h / 2) Ha Vb N Hn H2) as E; rewrite En in E.
    pose proof (spike_e a b (h / 2) Ha Vb N H2) as [He1 He2].
    apply (Rmult_le_reg_l (1 + h / 2 / (2 * INR d) * l1 a b)); [nra|rewrite En, E].
    set (q := _ * l1 a b); assert (0 < q <= h / 4) by (unfold q; nra); clearbody q; nra.
Qed.

Lemma comb_same {d} (x : point d) lam : comb lam x x = x.
Proof.
  induction d as [|d IH]; simpl; [destruct x; auto|]. destruct x as [x xs]; simpl; rewrite IH; f_equal; ring.
Qed.

(** a convex function has its maximum at a vertex *)
Theorem convex_max_at_vertex d : forall f : fn d, convex f -> exists b, vertex b /\ is_max f b.
Proof.
  induction d as [|d IH]; intros f F.
  - exists tt; split; [exact I|split; [exact I|]]; intros []; lra.
  - assert (Slice : forall c, 0 <= c <= 1 -> convex (fun y : point d => f ((c, y) : point (S d)))).
    { intros c Hc x y lam Hx Hy Hl.
      pose proof (F ((c, x) : point (S d)) ((c, y) : point (S d)) lam (conj Hc Hx) (conj Hc Hy) Hl) as H.
      simpl in H; replace (lam * c + (1 - lam) * c) with c in H by ring; exact H. }
    destruct (IH _ (Slice 0 ltac:(lra))) as (b0 & V0 & C0 & M0), (IH _ (Slice 1 ltac:(lra))) as (b1 & V1 & C1 & M1).
    assert (Top : forall x, cube x -> f x <= Rmax (f ((0, b0) : point (S d))) (f ((1, b1) : point (S d)))).
    { intros [x xs] [Hx Hxs]; simpl in Hx.
      pose proof (F ((1, xs) : point (S d)) ((0, xs) : point (S d)) x) as H; simpl in H.
      rewrite (comb_same xs x) in H; replace (x * 1 + (1 - x) * 0) with x in H by ring.
      specialize (M0 xs Hxs); specialize (M1 xs Hxs); simpl in M0, M1.
      pose proof (Rmax_l (f ((0, b0) : point (S d))) (f ((1, b1) : point (S d)))).
      pose proof (Rmax_r (f ((0, b0) : point (S d))) (f ((1, b1) : point (S d)))).
      eapply Rle_trans; [apply H; auto; split; auto; lra|nra]. }
    destruct (Rle_dec (f ((0, b0) : point (S d))) (f ((1, b1) : point (S d)))) as [C|C].
    + exists ((1, b1) : point (S d)); split; [simpl; auto|split; [split; simpl; auto; lra|]].
      rewrite Rmax_right in Top by auto; auto.
    + exists ((0, b0) : point (S d)); split; [simpl; auto|split; [split; simpl; auto; lra|]].
      rewrite Rmax_left in Top by lra; auto.
Qed.

Theorem convex_unique_max_vertex d (f : fn d) a b m M : convex f -> unique_Phi f a b m M -> vertex b.
Proof.
  intros F (_ & _ & U); destruct (convex_max_at_vertex d f F) as (v & V & X); rewrite <- (U v X); exact V.
Qed.

Theorem convex_ambiguous_at d (a b : point d) m M : cube a -> vertex b -> a <> b -> m < M ->
  ambiguous_at convex a b m M.
Proof.
  intros Ha Vb N HmM; apply ambiguous_at_scaled; auto using convex_ambiguous_at_0_1.
  intros f F; apply convex_scaled; auto; lra.
Qed.

(** Functions with an L-Lipschitz gradient: at a mean of inputs within rho their values and gradients leave L rho^2 / 4, and
    where no germ within rho was asked for that much is left, whatever else was. *)
Require Import Reals Lra Lia List Psatz.
Import ListNotations.
From Eyewitness Require Import Statements FurtherStatements HelpStatements OurStatements Points Distances Visualizations
  Networks Envelope Help SmoothFunctions RoundBumps.
Open Scope R_scope.

(** ** From above: both tangent planes, at x and at p, half way *)
Lemma half_way d L (f : fn d) G x p : tangent L f G -> cube x -> cube p ->
  Rabs (f x - (f p + 1 / 2 * (dot (G p) x - dot (G p) p)) - 1 / 2 * (dot (G x) x - dot (G x) p)) <= L / 4 * sumsq x p.
Proof.
  intros F Hx Hp; pose (z := comb (1 / 2) x p); assert (Hz : cube z) by (apply comb_cube; auto; lra).
  pose proof (F x z Hx Hz) as B; pose proof (F p z Hp Hz) as B'.
  assert (S : sumsq x z = 1 / 4 * sumsq x p).
  { unfold z; rewrite <- (comb_1 d x p) at 1; rewrite sumsq_comb; field. }
  assert (S' : sumsq p z = 1 / 4 * sumsq x p).
  { unfold z; rewrite <- (comb_0 d x p) at 1; rewrite sumsq_comb; field. }
  rewrite S in B; rewrite S' in B'; unfold z in B at 2, B' at 2; rewrite dot_comb in B, B'.
  apply Rabs_le_inv in B; apply Rabs_le_inv in B'; apply Rabs_le; lra.
Qed.
Fixpoint mean_plane {d} (P : list (R * input d)) (ys : list (R * point d)) (x : point d) : R :=
  match P, ys with
  | (t, p) :: P, (y, g) :: ys => t * (y + 1 / 2 * (dot g x - dot g (proj1_sig p))) + mean_plane P ys x
  | _, _ => 0
  end.
Theorem mean_plane_error d L rho (P : list (R * input d)) x f G : 0 <= L -> cube x -> tangent L f G -> mean P x ->
  (forall p, In p P -> l2 x (proj1_sig (snd p)) <= rho) ->
  Rabs (f x - mean_plane P (map (fun p => (value f (snd p), G (proj1_sig (snd p)))) P) x) <= L / 4 * (rho * rho).
Proof.
  intros HL Hx F (N & T & C) Near.
  assert (E : Rabs (total (map fst P) * f x - mean_plane P (map (fun p => (value f (snd p), G (proj1_sig (snd p)))) P) x -
    1 / 2 * (total (map fst P) * dot (G x) x - total (map (fun p => fst p * dot (G x) (proj1_sig (snd p))) P)))
    <= L / 4 * (rho * rho) * total (map fst P)).
  { clear T C; induction P as [|[t p] P IH]; [simpl; apply Rabs_le; lra|].
    specialize (IH (fun q I => N q (or_intror I)) (fun q I => Near q (or_intror I))).
    specialize (N _ (or_introl eq_refl)); specialize (Near _ (or_introl eq_refl)); simpl in *.
    pose proof (half_way d L f G x _ F Hx (proj2_sig p)) as B; rewrite <- l2_squared in B; unfold value at 1.
    pose proof (dist_nonneg (l2_metric d) x (proj1_sig p)).
    assert (L / 4 * (l2 x (proj1_sig p) * l2 x (proj1_sig p)) <= L / 4 * (rho * rho)).
    { apply Rmult_le_compat_l; [lra|apply Rmult_le_compat; auto]. }
    apply Rabs_le_inv in B; apply Rabs_le_inv in IH; apply Rabs_le; split; nra. }
  rewrite T, C in E; apply Rabs_le_inv in E; apply Rabs_le; lra.
Qed.

(** ** From below *)
Lemma germs_transcript_n d B n (s : strategy (input d) (fn d) B) : at_most n s -> respects same_germ s ->
  forall f0, exists P : list (input d), (length P <= n)%nat /\
  forall g, (forall p, In p P -> near (proj1_sig p) f0 g) -> play whole s g = play whole s f0.
Proof.
  revert n; induction s as [b|q next IH]; intros n A R f0; [exists nil; split; simpl; auto; lia|].
  destruct n as [|n]; [destruct A|]; cbn [at_most respects] in A, R; destruct R as [Rk Rl].
  destruct (IH f0 n (A _) (Rl f0) f0) as (P & HP & E).
  exists (q :: P); split; [simpl; lia|]; intros g N; simpl; unfold whole at 2 4.
  rewrite <- (Rk f0 g) by (apply N; left; auto); apply E; intros p I; apply N; right; auto.
Qed.

Inductive place := Low | High | Free.
Lemma place_dec (i j : place) : i = j \/ i <> j.
Proof. destruct i, j; auto; right; discriminate. Qed.

Section Below.
Context {d : nat} {L : R} {a b : point d} {m M : R}.
Hypothesis HL : 0 < L.
Hypothesis Ha : cube a.
Hypothesis Hb : cube b.
Hypothesis HmM : m < M.
Let far := reach L m M.
Hypothesis Hab : 2 * far <= l2 a b.
Lemma reach_pos : 0 < far.
Proof. apply sqrt_lt_R0, Rdiv_lt_0_compat; lra. Qed.
Lemma reach_height : L * (far * far / 4) = (M - m) / 2.
Proof.
  unfold far, reach; rewrite sqrt_sqrt; [field; lra|]; left; apply Rdiv_lt_0_compat; lra.
Qed.

(** a dip to m at a, a peak to M at b, mid elsewhere *)
Definition plateau : fn d := fun y => mid m M + round_bump L (-1) a far y + round_bump L 1 b far y.

Section At.
Variables (x : point d) (rho e : R).
Hypothesis Hx : cube x.
Hypothesis Hrho : 0 < rho < far.
Hypothesis far_a : far + rho <= l2 x a.
Hypothesis far_b : far + rho <= l2 x b.
Hypothesis He : Rabs e <= 1.
Definition changed : fn d := fun y => plateau y + round_bump L e x rho y.
Definition slopes y : point d :=
  lin2 1 1 (lin2 1 1 (round_slope L (-1) a far y) (round_slope L 1 b far y)) (round_slope L e x rho y).

Let sign i := match i with Low => -1 | High => 1 | Free => e end.
Let centre i := match i with Low => a | High => b | Free => x end.
Let radius i := match i with Low | High => far | Free => rho end.
Lemma sign_le i : Rabs (sign i) <= 1.
Proof. destruct i; simpl; auto; apply Rabs_le; lra. Qed.
Lemma radius_pos i : 0 < radius i.
Proof. pose proof reach_pos; destruct i; simpl; lra. Qed.
Lemma balls_apart i j : i <> j -> radius i + radius j <= l2 (centre i) (centre j).
Proof.
  pose proof (dist_sym _ (l2_metric d)) as S; destruct i, j; simpl; intros N; try congruence; try lra; rewrite S; lra.
Qed.
Lemma on_one y : exists i, forall j, j <> i -> off (centre j) (radius j) y.
Proof.
  assert (D : forall i j, i <> j -> l2 y (centre i) < radius i -> off (centre j) (radius j) y).
  { intros i j N Hi; pose proof (balls_apart i j N) as A; pose proof (dist_tri _ (l2_metric d) (centre i) y (centre j)) as T.
    rewrite (dist_sym _ (l2_metric d) (centre i) y) in T; unfold off; lra. }
  destruct (Rlt_dec (l2 y a) far) as [N|N]; [exists Low; intros j J; apply (D Low); auto|].
  destruct (Rlt_dec (l2 y b) far) as [N'|N']; [exists High; intros j J; apply (D High); auto|].
  exists Free; intros [] J; unfold off; simpl; try congruence; lra.
Qed.
Lemma changed_value y : exists i, (forall j, j <> i -> off (centre j) (radius j) y) /\
  changed y = mid m M + round_bump L (sign i) (centre i) (radius i) y /\
  forall w, dot (slopes y) w = dot (round_slope L (sign i) (centre i) (radius i) y) w.
Proof.
  destruct (on_one y) as (i & O); exists i; split; auto.
  assert (Z : forall j, j <> i -> round_bump L (sign j) (centre j) (radius j) y = 0 /\
    forall w, dot (round_slope L (sign j) (centre j) (radius j) y) w = 0).
  { intros j J; apply off_bump; [apply radius_pos|auto]. }
  unfold changed, plateau; split; [|intros w; unfold slopes; rewrite !dot_lin2];
    destruct i; pose proof (Z Low); pose proof (Z High); pose proof (Z Free); simpl in *;
    repeat match goal with H : ?i <> ?j -> _ |- _ => first [specialize (H ltac:(discriminate)); destruct H as [? H]|clear H] end;
    try lra.
  - rewrite H0, H1; ring.
  - rewrite H, H1; ring.
  - rewrite H, H0; ring.
Qed.
Lemma changed_smooth : smooth L changed.
Proof.
  exists slopes.
  assert (T : tangent L (fun y => changed y + - mid m M) slopes).
  { apply (side_by_side L ltac:(lra) place sign centre radius sign_le radius_pos balls_apart place_dec); intros y _.
    destruct (changed_value y) as (i & O & E & E'); exists i; split; auto; split; auto; rewrite E; ring. }
  intros y z Hy Hz; specialize (T y z Hy Hz).
  replace (changed z - changed y) with (changed z + - mid m M - (changed y + - mid m M)) by ring; exact T.
Qed.
Lemma at_centre i : changed (centre i) = mid m M + sign i * L * (radius i * radius i / 4).
Proof.
  destruct (changed_value (centre i)) as (j & O & E & _); rewrite E; clear E.
  destruct (place_dec i j) as [<-|N]; [rewrite bump_at_summit by apply radius_pos; auto|].
  specialize (O i N); unfold off in O; rewrite (dist_refl _ (l2_metric d)) in O; pose proof (radius_pos i); lra.
Qed.
Lemma rho_height : L * (rho * rho / 4) < (M - m) / 2.
Proof. rewrite <- reach_height; apply Rmult_lt_compat_l; auto; nra. Qed.
Lemma changed_unique_Phi : unique_Phi changed a b m M.
Proof.
  pose proof reach_height as RH; pose proof rho_height as Rh; pose proof reach_pos as RP.
  assert (Sw : forall s (p : point d) r y, round_bump L s p r y = - round_bump L (- s) p r y) by (intros; unfold round_bump; ring).
  apply unique_Phi_intro; auto.
  - pose proof (at_centre Low) as E; simpl in E; rewrite E; unfold mid; nra.
  - pose proof (at_centre High) as E; simpl in E; rewrite E; unfold mid; nra.
  - intros y _; destruct (changed_value y) as (i & _ & E & _); rewrite E.
    pose proof (bump_values L ltac:(lra) (sign i) (centre i) (radius i) y (radius_pos i) (sign_le i)); unfold mid.
    destruct i; simpl in *; lra.
  - intros y _ E; destruct (changed_value y) as (i & _ & E' & _); rewrite E' in E.
    pose proof (bump_values L ltac:(lra) (sign i) (centre i) (radius i) y (radius_pos i) (sign_le i)) as B; unfold mid in E.
    destruct i; simpl in *.
    + apply (bump_summit L 1 a far y HL RP); [lra|].
      rewrite Sw in E; replace (- -1) with 1 in E by ring; lra.
    + exfalso; unfold round_bump in E; destruct (shape_range far (l2 y b) RP (dist_nonneg (l2_metric d) y b)) as ((S & _) & _); nra.
    + exfalso; lra.
  - intros y _ E; destruct (changed_value y) as (i & _ & E' & _); rewrite E' in E.
    pose proof (bump_values L ltac:(lra) (sign i) (centre i) (radius i) y (radius_pos i) (sign_le i)) as B; unfold mid in E.
    destruct i; simpl in *.
    + exfalso; unfold round_bump in E; destruct (shape_range far (l2 y a) RP (dist_nonneg (l2_metric d) y a)) as ((S & _) & _); nra.
    + apply (bump_summit L 1 b far y HL RP); lra.
    + exfalso; lra.
Qed.
Lemma changed_near q : rho < l2 x q -> near q plateau changed.
Proof.
  intros Hq; exists (l2 x q - rho); split; [lra|]; intros y _ Hy; unfold changed.
  pose proof (l2_le_l1 d y q); pose proof (dist_tri _ (l2_metric d) x y q) as T.
  rewrite (dist_sym _ (l2_metric d) x y) in T; destruct (off_bump L e x rho y) as [E _]; [lra|unfold off; lra|rewrite E; ring].
Qed.
End At.

Theorem germs_err_by_covering_radius n (s : strategy (input d) (fn d) (fn d)) : at_most n s -> respects same_germ s ->
  exists P : list (input d), (length P <= n)%nat /\ forall x rho, cube x -> 0 < rho < far ->
  far + rho <= l2 x a -> far + rho <= l2 x b -> (forall p, In p P -> rho < l2 x (proj1_sig p)) ->
  exists f, smooth L f /\ unique_Phi f a b m M /\ L / 4 * (rho * rho) <= Rabs (f x - play whole s f x).
Proof.
  intros As Rs; destruct (germs_transcript_n d _ n s As Rs plateau) as (P & HP & E).
  exists P; split; auto; intros x rho Hx Hr Fa Fb Far.
  assert (Q : forall e, Rabs e <= 1 -> play whole s (changed x rho e) = play whole s plateau).
  { intros e He; apply E; intros p I; apply changed_near; auto. }
  assert (H1 : Rabs 1 <= 1) by (rewrite Rabs_R1; lra); assert (H2 : Rabs (-1) <= 1) by (apply Rabs_le; lra).
  pose proof (at_centre x rho 1 Hr Fa Fb Free) as E1; pose proof (at_centre x rho (-1) Hr Fa Fb Free) as E2; simpl in E1, E2.
  destruct (Rle_dec (play whole s plateau x) (mid m M)) as [N|N].
  - exists (changed x rho 1); split; [apply changed_smooth; auto|split; [apply changed_unique_Phi; auto|]].
    rewrite (Q 1 H1), E1; eapply Rle_trans; [|apply Rle_abs]; lra.
  - exists (changed x rho (-1)); split; [apply changed_smooth; auto|split; [apply changed_unique_Phi; auto|]].
    rewrite (Q (-1) H2), E2, Rabs_minus_sym; eapply Rle_trans; [|apply Rle_abs]; lra.
Qed.
End Below.

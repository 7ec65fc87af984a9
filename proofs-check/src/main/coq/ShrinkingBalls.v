(** Tents, and balls that shrink: inside every ball there is a smaller one that stays away from a given point,
    and one that lies in a given box or avoids it. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Statements HelpStatements Points Distances Networks.
Open Scope R_scope.

(** 1 at p, falling to 0 at the distance r *)
Definition tent {d} (p : point d) r (y : point d) := relu (1 - l1 y p / r).
Lemma tent_range d (p : point d) r y : 0 < r -> 0 <= tent p r y <= 1.
Proof.
  intros Hr; unfold tent, relu; split; [apply Rmax_l|apply Rmax_lub; [lra|]].
  assert (0 <= l1 y p / r); [|lra].
  apply Rmult_le_pos; [apply l1_nonneg|left; apply Rinv_0_lt_compat; auto].
Qed.
Lemma tent_out d (p : point d) r y : 0 < r -> r <= l1 y p -> tent p r y = 0.
Proof.
  intros Hr H; unfold tent; apply relu_neg.
  apply (Rmult_le_compat_r (/ r)) in H; [|left; apply Rinv_0_lt_compat; auto].
  rewrite Rinv_r in H by lra; unfold Rdiv; lra.
Qed.
Lemma tent_top d (p : point d) r : tent p r p = 1.
Proof.
  unfold tent; rewrite (dist_refl _ (l1_metric d)); unfold Rdiv; rewrite Rmult_0_l, Rminus_0_r.
  apply relu_pos; lra.
Qed.
Lemma tent_relu_fn d (p : point d) r : relu_fn (tent p r).
Proof.
  apply (relu_fn_ext (fun y => relu (1 - / r * l1 y p))).
  - apply (relu_fn_relu (fun y => 1 - / r * l1 y p)), relu_fn_sub; [apply relu_fn_const|apply relu_fn_scale, relu_fn_l1].
  - intros y; unfold tent, Rdiv; f_equal; ring.
Qed.
Lemma tent_lip d (p : point d) r y z : 0 < r -> Rabs (tent p r y - tent p r z) <= / r * l1 y z.
Proof.
  intros Hr; pose proof (dist_tri _ (l1_metric d) y z p); pose proof (dist_tri _ (l1_metric d) z y p).
  rewrite (dist_sym _ (l1_metric d) z y) in H0.
  assert (Hr' : 0 < / r) by (apply Rinv_0_lt_compat; auto).
  assert (A : l1 y p / r - l1 z p / r <= / r * l1 y z) by (unfold Rdiv; nra).
  assert (B : l1 z p / r - l1 y p / r <= / r * l1 y z) by (unfold Rdiv; nra).
  apply Rabs_le; unfold tent, relu, Rmax; repeat destruct (Rle_dec _ _); lra.
Qed.

(** inside every ball there is a smaller one that stays away from a given point *)
Lemma shrink_away k (x c : point (S k)) r : cube c -> 0 < r -> exists c1 r1,
  cube c1 /\ 0 < r1 /\ l1 c1 c + r1 <= r /\ 2 * r1 <= l1 x c1.
Proof.
  intros Hc Hr; destruct (eq_dec x c) as [->|N].
  - pose (z := if Rle_dec (hd c) (1/2) then hd c + Rmin (r/2) (1/2) else hd c - Rmin (r/2) (1/2)).
    assert (Hm : 0 < Rmin (r/2) (1/2)) by (apply Rmin_glb_lt; lra).
    pose proof (Rmin_l (r/2) (1/2)); pose proof (Rmin_r (r/2) (1/2)).
    set (t := Rmin (r/2) (1/2)) in *; clearbody t.
    destruct Hc as [Hz Hc].
    assert (Cz : 0 <= z <= 1) by (unfold z; destruct (Rle_dec (hd c) (1/2)); lra).
    assert (Dz : Rabs (z - hd c) = t).
    { unfold z; destruct (Rle_dec (hd c) (1/2)).
      - replace (hd c + t - hd c) with t by ring; apply Rabs_right; lra.
      - replace (hd c - t - hd c) with (- t) by ring; rewrite Rabs_Ropp; apply Rabs_right; lra. }
    assert (Dc : l1 ((z, tl c) : point (S k)) c = t).
    { change (Rabs (z - hd c) + l1 (tl c) (tl c) = t).
      rewrite Dz, (dist_refl _ (l1_metric k)); ring. }
    exists ((z, tl c) : point (S k)), (t / 2).
    split; [split; auto|split; [lra|split]].
    + rewrite Dc; lra.
    + rewrite (dist_sym _ (l1_metric (S k))), Dc; lra.
  - pose proof (dist_pos _ (l1_metric (S k)) x c N) as D.
    exists c, (Rmin r (l1 x c / 2)).
    pose proof (Rmin_l r (l1 x c / 2)); pose proof (Rmin_r r (l1 x c / 2)).
    split; [auto|split; [apply Rmin_glb_lt; lra|split; [|lra]]].
    rewrite (dist_refl _ (l1_metric (S k))); lra.
Qed.
(** inside every ball there is a smaller one that lies in a given box or avoids it *)
Lemma shrink_interval l h z r : 0 <= z <= 1 -> 0 < r -> exists z1 r1,
  0 <= z1 <= 1 /\ 0 < r1 /\ Rabs (z1 - z) + r1 <= r /\
  ((forall y, Rabs (y - z1) < r1 -> l <= y <= h) \/ (forall y, Rabs (y - z1) < r1 -> ~ (l <= y <= h))).
Proof.
  intros Hz Hr.
  destruct (avoid_reals (l :: h :: nil) (Rmax 0 (z - r/2)) (Rmin 1 (z + r/2))) as (z1 & Hz1 & N).
  { apply Rmax_lub_lt; apply Rmin_glb_lt; lra. }
  simpl in N.
  pose proof (Rmax_l 0 (z - r/2)); pose proof (Rmax_r 0 (z - r/2)).
  pose proof (Rmin_l 1 (z + r/2)); pose proof (Rmin_r 1 (z + r/2)).
  assert (Dl : 0 < Rabs (z1 - l)) by (apply Rabs_pos_lt; intros E; apply N; left; lra).
  assert (Dh : 0 < Rabs (z1 - h)) by (apply Rabs_pos_lt; intros E; apply N; right; left; lra).
  pose (r1 := Rmin (r/2) (Rmin (Rabs (z1 - l)) (Rabs (z1 - h)))).
  assert (R1 : r1 <= r/2) by apply Rmin_l.
  assert (R2 : r1 <= Rabs (z1 - l)) by (eapply Rle_trans; [apply Rmin_r|apply Rmin_l]).
  assert (R3 : r1 <= Rabs (z1 - h)) by (eapply Rle_trans; [apply Rmin_r|apply Rmin_r]).
  assert (R0 : 0 < r1) by (repeat apply Rmin_glb_lt; lra).
  clearbody r1; exists z1, r1; split; [lra|split; [auto|split]].
  - assert (Rabs (z1 - z) <= r/2) by (apply Rabs_le; lra); lra.
  - destruct (Rle_dec l z1) as [A|A]; [destruct (Rle_dec z1 h) as [B|B]|].
    + left; intros y Hy; rewrite Rabs_right in R2 by lra; rewrite Rabs_left1 in R3 by lra.
      apply Rabs_def2 in Hy; lra.
    + right; intros y Hy [Y1 Y2]; rewrite (Rabs_right (z1 - h)) in R3 by lra.
      apply Rabs_def2 in Hy; lra.
    + right; intros y Hy [Y1 Y2]; rewrite (Rabs_left (z1 - l)) in R2 by lra.
      apply Rabs_def2 in Hy; lra.
Qed.

Lemma shrink_box d : forall (lo hi c : point d) r, cube c -> 0 < r -> exists c1 r1,
  cube c1 /\ 0 < r1 /\ l1 c1 c + r1 <= r /\
  ((forall y, l1 y c1 < r1 -> in_box lo hi y) \/ (forall y, l1 y c1 < r1 -> ~ in_box lo hi y)).
Proof.
  induction d as [|d IH]; intros lo hi c r Hc Hr.
  - exists c, r; simpl; split; [auto|split; [auto|split; [lra|left; unfold in_box; simpl; auto]]].
  - destruct Hc as [Hz Hc].
    destruct (shrink_interval (hd lo) (hd hi) (hd c) (r/2) Hz) as (z1 & s1 & Cz & Hs1 & Dz & Z); [lra|].
    destruct (IH (tl lo) (tl hi) (tl c) (r/2) Hc) as (c1 & r1 & Cc & Hr1 & Dc & C); [lra|].
    exists ((z1, c1) : point (S d)), (Rmin s1 r1).
    pose proof (Rmin_l s1 r1); pose proof (Rmin_r s1 r1).
    split; [split; auto|split; [apply Rmin_glb_lt; auto|split]].
    + change (Rabs (z1 - hd c) + l1 c1 (tl c) + Rmin s1 r1 <= r); lra.
    + assert (E : forall y : point (S d), l1 y ((z1, c1) : point (S d)) < Rmin s1 r1 ->
        Rabs (hd y - z1) < s1 /\ l1 (tl y) c1 < r1).
      { intros y Hy; change (Rabs (hd y - z1) + l1 (tl y) c1 < Rmin s1 r1) in Hy.
        pose proof (Rabs_pos (hd y - z1)); pose proof (l1_nonneg (tl y) c1); lra. }
      unfold in_box in *; destruct Z as [Z|Z]; [destruct C as [C|C]|].
      * left; intros y Hy; destruct (E y Hy) as [E1 E2]; specialize (Z _ E1); specialize (C _ E2).
        simpl; tauto.
      * right; intros y Hy; destruct (E y Hy) as [E1 E2]; specialize (C _ E2); simpl; tauto.
      * right; intros y Hy; destruct (E y Hy) as [E1 E2]; specialize (Z _ E1); simpl; lra.
Qed.

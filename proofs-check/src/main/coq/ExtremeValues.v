(** Intermediate and extreme values, without a choice axiom: a function that is Lipschitz in l1 has a minimum and a
    maximum on the cube. So the members of the classes do have visualizations. *)
Require Import Reals Lra Psatz.
From Eyewitness Require Import Statements Points Distances Networks.
Open Scope R_scope.

(** ** Intermediate values *)
Lemma lipschitz_continuity (f : R -> R) K :
  (forall t s, Rabs (f t - f s) <= K * Rabs (t - s)) -> continuity f.
Proof.
  intros H s e He; pose (K' := Rabs K + 1).
  assert (HK : 0 < K') by (unfold K'; pose proof (Rabs_pos K); lra).
  exists (e / K'); split; [apply Rdiv_lt_0_compat; auto|].
  intros t [_ Ht]; simpl in *; unfold R_dist in *.
  eapply Rle_lt_trans; [apply H|].
  assert (K <= K') by (unfold K'; pose proof (Rle_abs K); lra).
  apply (Rmult_lt_compat_l K') in Ht; auto.
  replace (K' * (e / K')) with e in Ht by (field; lra).
  pose proof (Rabs_pos (t - s)); nra.
Qed.

(** networks take every value in between *)
Lemma network_takes_values_between d (f : fn d) a b v : relu_fn f -> cube a -> cube b -> f a < v < f b ->
  exists x, cube x /\ f x = v.
Proof.
  intros F Ha Hb Hv; destruct (relu_fn_lip d f F) as (G & HG & LG).
  pose (phi := fun t => f (comb t b a) - v).
  assert (C : continuity phi).
  { apply (lipschitz_continuity _ (G * l1 b a)); intros t s; unfold phi.
    replace (f (comb t b a) - v - (f (comb s b a) - v)) with (f (comb t b a) - f (comb s b a)) by ring.
    eapply Rle_trans; [apply LG|]; rewrite l1_comb; lra. }
  destruct (IVT phi 0 1 C) as (t & Ht & E); unfold phi in *; rewrite ?comb_0, ?comb_1; try lra.
  exists (comb t b a); split; [apply comb_cube; auto|lra].
Qed.

(** ** Extreme values *)
Definition lip1 {d} G (f : fn d) :=
  forall x y, cube x -> cube y -> Rabs (f x - f y) <= G * l1 x y.

Definition clip c := Rmax 0 (Rmin 1 c).
Lemma clip_range c : 0 <= clip c <= 1.
Proof. unfold clip, Rmax, Rmin; repeat destruct (Rle_dec _ _); lra. Qed.
Lemma clip_id c : 0 <= c <= 1 -> clip c = c.
Proof. unfold clip, Rmax, Rmin; intros; repeat destruct (Rle_dec _ _); lra. Qed.
Lemma clip_lip c c' : Rabs (clip c - clip c') <= Rabs (c - c').
Proof.
  unfold clip, Rmax, Rmin, Rabs; repeat destruct (Rle_dec _ _); repeat destruct (Rcase_abs _); lra.
Qed.

Theorem lip1_has_max d : forall (f : fn d) G, 0 <= G -> lip1 G f -> exists b, is_max f b.
Proof.
  induction d as [|d IH]; intros f G HG H.
  - exists tt; split; [exact I|intros x _; destruct x; lra].
  - pose (sl := fun c (y : point d) => f ((clip c, y) : point (S d))).
    assert (Hsl : forall c, exists y, is_max (sl c) y).
    { intros c; apply (IH _ G HG); intros y y' Hy Hy'; unfold sl.
      eapply Rle_trans; [apply H; (split; [apply clip_range|auto])|].
      simpl; rewrite Rminus_diag_eq, Rabs_R0 by auto; lra. }
    pose (E := fun c v => exists y, cube y /\ v = sl c y).
    assert (HB : forall c, bound (E c)).
    { intros c; destruct (Hsl c) as (y & Hy & Hmax); exists (sl c y); intros v (y' & Hy' & ->); auto. }
    assert (HN : forall c, exists v, E c v).
    { intros c; destruct (Hsl c) as (y & Hy & Hmax); exists (sl c y), y; auto. }
    pose (F := fun c => proj1_sig (completeness (E c) (HB c) (HN c))).
    assert (HF : forall c y, is_max (sl c) y -> F c = sl c y).
    { intros c y [Hy Hmax]; unfold F; destruct (completeness _ _ _) as [v [Hub Hlub]]; simpl.
      apply Rle_antisym; [apply Hlub; intros v' (y' & Hy' & ->); auto|apply Hub; exists y; auto]. }
    assert (Hle : forall c c', F c <= F c' + G * Rabs (c - c')).
    { intros c c'; destruct (Hsl c) as (y & Hy); destruct (Hsl c') as (y' & Hy').
      rewrite (HF _ _ Hy), (HF _ _ Hy'); destruct Hy as [Hy _], Hy' as [_ Hmax].
      specialize (Hmax y Hy).
      assert (L := H ((clip c, y) : point (S d)) ((clip c', y) : point (S d))
        (conj (clip_range c) Hy) (conj (clip_range c') Hy)).
      apply Rabs_le_inv in L; simpl in L; rewrite (dist_refl _ (l1_metric d)) in L.
      pose proof (clip_lip c c'); unfold sl in *; nra. }
    assert (C : continuity F).
    { apply (lipschitz_continuity _ G); intros t s; apply Rabs_le.
      pose proof (Hle t s); pose proof (Hle s t); rewrite (Rabs_minus_sym s t) in *; lra. }
    destruct (continuity_ab_maj F 0 1) as (c & Hc & Hc01); [lra|intros; apply C|].
    destruct (Hsl c) as (y & Hy).
    exists ((c, y) : point (S d)); split; [split; [exact Hc01|apply Hy]|].
    intros [x1 xs] [Hx1 Hxs]; simpl in Hx1.
    destruct (Hsl x1) as (y1 & Hy1).
    pose proof (Hc x1 Hx1) as HFc; rewrite (HF _ _ Hy), (HF _ _ Hy1) in HFc.
    destruct Hy1 as [_ Hmax]; specialize (Hmax xs Hxs); unfold sl in *.
    rewrite !clip_id in * by auto; lra.
Qed.

Lemma lip1_has_vis d (f : fn d) G : 0 <= G -> lip1 G f -> has_vis f.
Proof.
  intros HG H; destruct (lip1_has_max d f G HG H) as (b & Hb).
  destruct (lip1_has_max d (fun x => - f x) G HG) as (a & Ha & Hmin).
  { intros x y Hx Hy; replace (- f x - - f y) with (- (f x - f y)) by ring.
    rewrite Rabs_Ropp; auto. }
  exists a, b, (f a), (f b); split; [|auto].
  split; auto; intros x Hx; specialize (Hmin x Hx); lra.
Qed.

Theorem network_has_vis d (f : fn d) : network f -> has_vis f.
Proof.
  intros H; apply network_relu_fn in H; destruct H as (g & Hg & E).
  destruct (relu_fn_lip d g Hg) as (G & HG & L); apply (lip1_has_vis d f G HG).
  intros x y Hx Hy; rewrite !E by auto; auto.
Qed.
Corollary trained_network_has_vis d P risk (f : fn d) : trained_network P risk f -> has_vis f.
Proof. intros [H _]; apply network_has_vis, H. Qed.

Theorem affine_has_vis d (f : fn d) : affine f -> has_vis f.
Proof.
  intros (w & c & H); apply network_has_vis, network_relu_fn; exists (fun x => dot w x + c); split; auto; constructor.
Qed.
Theorem constant_has_vis d (f : fn d) : constant f -> has_vis f.
Proof.
  intros (c & H); apply network_has_vis, network_relu_fn; exists (fun _ => c); split; auto using relu_fn_const.
Qed.
Lemma leq_bounds d (x : point d) : cube x -> leq (diag d 0) x /\ leq x (diag d 1).
Proof. induction d as [|d IH]; simpl; auto. intros [Hx Hxs]; destruct (IH _ Hxs); repeat split; auto; lra. Qed.
Theorem monotone_has_vis d (f : fn d) : monotone f -> has_vis f.
Proof.
  intros H; assert (C0 : cube (diag d 0)) by (apply cube_diag; lra).
  assert (C1 : cube (diag d 1)) by (apply cube_diag; lra).
  exists (diag d 0), (diag d 1), (f (diag d 0)), (f (diag d 1)).
  split; [|split; [|auto]]; split; auto; intros x Hx; destruct (leq_bounds d x Hx); apply H; auto.
Qed.
Theorem lipschitz_has_vis d (dist : point d -> point d -> R) L (f : fn d) : metric dist ->
  (forall x y, dist x y <= l1 x y) -> 0 <= L -> lipschitz dist L f -> has_vis f.
Proof.
  intros Hd Hle HL H; apply (lip1_has_vis d f L HL); intros x y Hx Hy.
  pose proof (H x y Hx Hy); pose proof (H y x Hy Hx); rewrite (dist_sym _ Hd y x) in H1.
  specialize (Hle x y); apply Rabs_le; nra.
Qed.

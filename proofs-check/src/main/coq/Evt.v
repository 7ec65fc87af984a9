(** Extreme values: the members of the table's classes do have visualizations, so that
    the quantification over visualizations leaves nobody out. No choice is used. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Space Notions Classes Net Surgery Erm PAff Lip Thm1.
Open Scope R_scope.

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

Theorem evt_max d : forall (f : fn d) G, 0 <= G -> lip1 G f -> exists b, is_max f b.
Proof.
  induction d as [|d IH]; intros f G HG H.
  - exists tt; split; [exact I|intros x _; destruct x; lra].
  - pose (sl := fun c (y : Rn d) => f ((clip c, y) : Rn (S d))).
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
      assert (L := H ((clip c, y) : Rn (S d)) ((clip c', y) : Rn (S d))
        (conj (clip_range c) Hy) (conj (clip_range c') Hy)).
      apply Rabs_le_inv in L; simpl in L; rewrite (dist_refl _ (l1_metric d)) in L.
      pose proof (clip_lip c c'); unfold sl in *; nra. }
    assert (C : continuity F).
    { apply (lipschitz_continuity _ G); intros t s; apply Rabs_le.
      pose proof (Hle t s); pose proof (Hle s t); rewrite (Rabs_minus_sym s t) in *; lra. }
    destruct (continuity_ab_maj F 0 1) as (c & Hc & Hc01); [lra|intros; apply C|].
    destruct (Hsl c) as (y & Hy).
    exists ((c, y) : Rn (S d)); split; [split; [exact Hc01|apply Hy]|].
    intros [x1 xs] [Hx1 Hxs]; simpl in Hx1.
    destruct (Hsl x1) as (y1 & Hy1).
    pose proof (Hc x1 Hx1) as HFc; rewrite (HF _ _ Hy), (HF _ _ Hy1) in HFc.
    destruct Hy1 as [_ Hmax]; specialize (Hmax xs Hxs); unfold sl in *.
    rewrite !clip_id in * by auto; lra.
Qed.

Lemma lip1_has_vis d (f : fn d) G : 0 <= G -> lip1 G f -> has_vis f.
Proof.
  intros HG H; destruct (evt_max d f G HG H) as (b & Hb).
  destruct (evt_max d (fun x => - f x) G HG) as (a & Ha & Hmin).
  { intros x y Hx Hy; replace (- f x - - f y) with (- (f x - f y)) by ring.
    rewrite Rabs_Ropp; auto. }
  exists a, b, (f a), (f b); split; [|auto].
  split; auto; intros x Hx; specialize (Hmin x Hx); lra.
Qed.

Theorem NN_has_vis d (f : fn d) : NN f -> has_vis f.
Proof.
  intros H; apply NN_RF in H; destruct H as (g & Hg & E).
  destruct (RF_lip d g Hg) as (G & HG & L); apply (lip1_has_vis d f G HG).
  intros x y Hx Hy; rewrite !E by auto; auto.
Qed.
Corollary ERM_has_vis d P risk (f : fn d) : ERM P risk f -> has_vis f.
Proof. intros [H _]; apply NN_has_vis, H. Qed.

Theorem Aff_has_vis d (f : fn d) : Aff f -> has_vis f.
Proof.
  intros (w & c & H); apply NN_has_vis, NN_RF; exists (fun x => dot w x + c); split; auto; constructor.
Qed.
Theorem Const_has_vis d (f : fn d) : Const f -> has_vis f.
Proof.
  intros (c & H); apply NN_has_vis, NN_RF; exists (fun _ => c); split; auto using RF_const.
Qed.
Lemma leq_bounds d (x : Rn d) : cube x -> leq (cst d 0) x /\ leq x (cst d 1).
Proof. induction d as [|d IH]; simpl; auto. intros [Hx Hxs]; destruct (IH _ Hxs); repeat split; auto; lra. Qed.
Theorem Mono_has_vis d (f : fn d) : Mono f -> has_vis f.
Proof.
  intros H; assert (C0 : cube (cst d 0)) by (apply cube_cst; lra).
  assert (C1 : cube (cst d 1)) by (apply cube_cst; lra).
  exists (cst d 0), (cst d 1), (f (cst d 0)), (f (cst d 1)).
  split; [|split; [|auto]]; split; auto; intros x Hx; destruct (leq_bounds d x Hx); apply H; auto.
Qed.

(** the three norms are bounded by l1 *)
Lemma linf_le_l1 d (x y : Rn d) : linf x y <= l1 x y.
Proof.
  induction d as [|d IH]; simpl; [lra|]. specialize (IH (tl x) (tl y)).
  pose proof (Rabs_pos (hd x - hd y)); pose proof (l1_nonneg (tl x) (tl y)); apply Rmax_lub; lra.
Qed.
Lemma l2_le_l1 d (x y : Rn d) : l2 x y <= l1 x y.
Proof.
  unfold l2; rewrite <- (sqrt_Rsqr (l1 x y)) by apply l1_nonneg; apply sqrt_le_1_alt; unfold Rsqr.
  induction d as [|d IH]; simpl; [lra|]. specialize (IH (tl x) (tl y)).
  pose proof (Rabs_pos (hd x - hd y)); pose proof (l1_nonneg (tl x) (tl y)).
  assert (E : (hd x - hd y) * (hd x - hd y) = Rabs (hd x - hd y) * Rabs (hd x - hd y)).
  { rewrite <- Rabs_mult; symmetry; apply Rabs_right, Rle_ge, Rle_0_sqr. }
  nra.
Qed.
Theorem Lip_has_vis d (dist : Rn d -> Rn d -> R) L (f : fn d) : metric dist ->
  (forall x y, dist x y <= l1 x y) -> 0 <= L -> Lip dist L f -> has_vis f.
Proof.
  intros Hd Hle HL H; apply (lip1_has_vis d f L HL); intros x y Hx Hy.
  pose proof (H x y Hx Hy); pose proof (H y x Hy Hx); rewrite (dist_sym _ Hd y x) in H1.
  specialize (Hle x y); apply Rabs_le; nra.
Qed.

(** ** piecewise affine functions in the sense of PAff are continuous *)
Lemma aff_cont d (l : Rn d * R) : exists G, 0 <= G /\ forall x y, Rabs (val l x - val l y) <= G * l1 x y.
Proof.
  destruct (dot_lip d (fst l)) as (G & HG & H); exists G; split; auto; intros x y; unfold val.
  replace (dot (fst l) x + snd l - (dot (fst l) y + snd l)) with (dot (fst l) x - dot (fst l) y) by ring; auto.
Qed.

(** a closed polyhedron that does not hold x leaves out a ball around x *)
Lemma poly_closed d (Q : list (Rn d * R)) x :
  inside Q x \/ exists r, 0 < r /\ forall y, l1 x y < r -> ~ inside Q y.
Proof.
  induction Q as [|l Q [IH|(r & Hr & IH)]].
  - left; intros l [].
  - destruct (Rle_dec 0 (val l x)) as [N|N].
    + left; apply inside_cons; auto.
    + right; destruct (aff_cont d l) as (G & HG & H).
      exists (- val l x / (G + 1)); split; [apply Rdiv_lt_0_compat; lra|].
      intros y Hy I; apply inside_cons in I; destruct I as [I _].
      specialize (H x y); apply Rabs_le_inv in H.
      apply (Rmult_lt_compat_l (G + 1)) in Hy; [|lra].
      replace ((G + 1) * (- val l x / (G + 1))) with (- val l x) in Hy by (field; lra).
      pose proof (l1_nonneg x y); nra.
  - right; exists r; split; auto; intros y Hy I; apply inside_cons in I; apply (IH y Hy), I.
Qed.

Theorem PAff_continuous d (f : fn d) x e : PAff f -> cube x -> 0 < e ->
  exists r, 0 < r /\ forall y, cube y -> l1 x y < r -> Rabs (f x - f y) < e.
Proof.
  intros (P & C & E) Hx He.
  assert (H : exists r, 0 < r /\ forall y, cube y -> l1 x y < r ->
    forall p, In p P -> inside (fst p) y -> Rabs (f x - f y) < e).
  { clear C; induction P as [|p P IH].
    - exists 1; split; [lra|intros y _ _ p []].
    - destruct IH as (r & Hr & IH); [intros q z Iq; apply E; right; auto|].
      destruct (poly_closed d (fst p) x) as [I|(r' & Hr' & N)].
      + destruct (aff_cont d (snd p)) as (G & HG & H).
        exists (Rmin r (e / (G + 1))); split.
        { apply Rmin_glb_lt; auto; apply Rdiv_lt_0_compat; lra. }
        intros y Hy Hd q [<-|Iq] Hq.
        * rewrite (E p x), (E p y) by (auto; left; auto).
          eapply Rle_lt_trans; [apply H|].
          pose proof (Rmin_r r (e / (G + 1))).
          assert (Hd' : l1 x y < e / (G + 1)) by lra.
          apply (Rmult_lt_compat_l (G + 1)) in Hd'; [|lra].
          replace ((G + 1) * (e / (G + 1))) with e in Hd' by (field; lra).
          pose proof (l1_nonneg x y); nra.
        * apply (IH y Hy) with (p := q); auto; eapply Rlt_le_trans; [exact Hd|apply Rmin_l].
      + exists (Rmin r r'); split; [apply Rmin_glb_lt; auto|].
        intros y Hy Hd q [<-|Iq] Hq.
        * exfalso; apply (N y); auto; eapply Rlt_le_trans; [exact Hd|apply Rmin_r].
        * apply (IH y Hy) with (p := q); auto; eapply Rlt_le_trans; [exact Hd|apply Rmin_l]. }
  destruct H as (r & Hr & H); exists r; split; auto; intros y Hy Hd.
  destruct (C y Hy) as (p & Ip & Hp); eapply H; eauto.
Qed.

Print Assumptions NN_has_vis.
Print Assumptions PAff_continuous.

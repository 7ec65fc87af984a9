(** Surgery: a ReLU network is changed in a small ball, so that at its centre it is nearly M or nearly m,
    and nothing of what it shows, and no value at a protected input, changes (S1-S4). *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Statements FurtherStatements Points Distances Visualizations Networks.
Open Scope R_scope.

(** ** The local change *)
Lemma change_outside_ball m M h v s : m < M -> 0 < h < (M - m) / 2 -> m <= v <= M -> M - m <= s ->
  Rmax v ((M - h) - s) = v /\ Rmin v ((m + h) + s) = v.
Proof. intros; rewrite Rmax_left, Rmin_left by lra; auto. Qed.
Lemma change_inside_ball m M h v s : m < v < M -> 0 < h < (M - m) / 2 -> 0 <= s ->
  m < Rmax v ((M - h) - s) < M /\ m < Rmin v ((m + h) + s) < M.
Proof. intros; unfold Rmax, Rmin; repeat destruct (Rle_dec _ _); lra. Qed.
Lemma change_at_centre m M h v : Rmax v (M - h) >= M - h /\ Rmin v (m + h) <= m + h.
Proof. unfold Rmax, Rmin; repeat destruct (Rle_dec _ _); lra. Qed.

Section Surgery.
Context {d : nat}.
Variables (f0 : fn d) (m M : R) (P : list (point d)) (xs : point d).
Hypothesis F0 : relu_fn f0.
Hypothesis range : forall x, cube x -> m <= f0 x <= M.
Hypothesis HP : forall p, In p P -> cube p.
Hypothesis offP : ~ In xs P.
Hypothesis strict : m < f0 xs < M.

(** for every h: two networks that agree with f0 on P and wherever f0 takes m or M,
    one of them nearly M at xs, the other nearly m *)
Theorem surgery h : 0 < h < (M - m) / 2 -> exists f1 f2,
  relu_fn f1 /\ relu_fn f2 /\ inner m M f0 f1 /\ inner m M f0 f2 /\
  (forall p, In p P -> f1 p = f0 p /\ f2 p = f0 p) /\ f1 xs >= M - h /\ f2 xs <= m + h.
Proof.
  intros Hh.
  destruct (relu_fn_lip d f0 F0) as (G & HG & Lip0).
  destruct (radius l1 (l1_metric d) xs P offP) as (r1 & Hr1 & HrP).
  pose (g := Rmin (M - f0 xs) (f0 xs - m)).
  assert (Hg : 0 < g) by (apply Rmin_glb_lt; lra).
  pose (r := Rmin r1 (g / (G + 1))).
  assert (Hr : 0 < r) by (apply Rmin_glb_lt; [auto|apply Rdiv_lt_0_compat; lra]).
  assert (HrG : (G + 1) * r <= g).
  { pose proof (Rmin_r r1 (g / (G + 1))) as H; fold r in H.
    apply (Rmult_le_compat_l (G + 1)) in H; [|lra].
    replace ((G + 1) * (g / (G + 1))) with g in H by (field; lra); exact H. }
  pose (k := (M - m) / r).
  assert (Hk : 0 < k) by (apply Rdiv_lt_0_compat; lra).
  assert (Ek : k * r = M - m) by (unfold k; field; lra).
  (* inside the ball f0 is strictly between m and M; outside the cones do nothing *)
  assert (In_ball : forall x, l1 x xs < r -> m < f0 x < M).
  { intros x Hx; pose proof (Lip0 x xs) as H; apply Rabs_le_inv in H.
    pose proof (l1_nonneg x xs).
    pose proof (Rmin_l (M - f0 xs) (f0 xs - m)); pose proof (Rmin_r (M - f0 xs) (f0 xs - m)).
    fold g in H1, H2; nra. }
  assert (S : forall x, cube x ->
    (Rmax (f0 x) ((M - h) - k * l1 x xs) = f0 x /\ Rmin (f0 x) ((m + h) + k * l1 x xs) = f0 x) \/
    (m < f0 x < M /\ (m < Rmax (f0 x) ((M - h) - k * l1 x xs) < M /\
                      m < Rmin (f0 x) ((m + h) + k * l1 x xs) < M))).
  { intros x Hx; pose proof (l1_nonneg x xs); destruct (Rlt_dec (l1 x xs) r) as [N|N].
    - right; split; auto; apply change_inside_ball; auto; nra.
    - left; apply change_outside_ball; auto; [lra|nra]. }
  exists (fun x => Rmax (f0 x) ((M - h) - k * l1 x xs)), (fun x => Rmin (f0 x) ((m + h) + k * l1 x xs)).
  split; [|split; [|split; [|split; [|split; [|split]]]]].
  - apply relu_fn_max; auto; apply relu_fn_sub; auto using relu_fn_const, relu_fn_scale, relu_fn_l1.
  - apply relu_fn_min; auto; apply relu_fn_add; auto using relu_fn_const, relu_fn_scale, relu_fn_l1.
  - intros x Hx; destruct (S x Hx); tauto.
  - intros x Hx; destruct (S x Hx); tauto.
  - intros p Hp; apply change_outside_ball; try lra; auto.
    pose proof (HrP p Hp); pose proof (Rmin_l r1 (g / (G + 1))); fold r in H0; nra.
  - rewrite (dist_refl _ (l1_metric d)), Rmult_0_r, Rminus_0_r; apply change_at_centre; exact 0.
  - rewrite (dist_refl _ (l1_metric d)), Rmult_0_r, Rplus_0_r; apply (change_at_centre m M h).
Qed.
End Surgery.

(** ** A base with one peak and one dip *)
(** a bound strictly between M and finitely many values below it *)
Lemma below_bound {A} (g : A -> R) P M : (forall p, In p P -> g p < M) ->
  exists M', M' < M /\ forall p, In p P -> g p <= M'.
Proof.
  induction P as [|p P IH]; intros H.
  - exists (M - 1); split; [lra|intros ? []].
  - destruct IH as (M' & HM & HP); [intros q Iq; apply H; right; auto|].
    exists (Rmax M' (g p)); split; [apply Rmax_lub_lt; auto; apply H; left; auto|].
    intros q [<-|Iq]; [apply Rmax_r|eapply Rle_trans; [apply HP, Iq|apply Rmax_l]].
Qed.

(** one peak M at b, one dip m at a, between them all else; values on P as they were *)
Lemma peak_dip d (g : fn d) P a b m M : relu_fn g -> cube a -> cube b -> a <> b ->
  ~ In a P -> ~ In b P -> m < M -> (forall p, In p P -> m < g p < M) ->
  exists f, relu_fn f /\ (forall p, In p P -> f p = g p) /\ unique_Phi f a b m M.
Proof.
  intros G Ha Hb Nab Na Nb HmM HP; pose proof (l1_metric d) as L1.
  destruct (below_bound g P M) as (M1 & HM1 & PM); [intros; apply HP; auto|].
  destruct (below_bound (fun p => - g p) P (- m)) as (m1 & Hm1 & Pm); [intros p Ip; specialize (HP p Ip); lra|].
  (* lo < hi, both strictly between m and M, g between them on P *)
  pose (hi := Rmax M1 ((m + 2 * M) / 3)); pose (lo := Rmin (- m1) ((2 * m + M) / 3)).
  assert (Hhi : (m + 2 * M) / 3 <= hi < M) by (split; [apply Rmax_r|apply Rmax_lub_lt; lra]).
  assert (Hlo : m < lo <= (2 * m + M) / 3) by (split; [apply Rmin_glb_lt; lra|apply Rmin_r]).
  assert (HPc : forall p, In p P -> lo <= g p <= hi).
  { intros p Ip; specialize (PM p Ip); specialize (Pm p Ip); split.
    - eapply Rle_trans; [apply Rmin_l|lra].
    - eapply Rle_trans; [exact PM|apply Rmax_l]. }
  clearbody hi lo.
  destruct (radius l1 L1 a (b :: P)) as (ra & Hra & Ra); [simpl; intuition congruence|].
  destruct (radius l1 L1 b (a :: P)) as (rb & Hrb & Rb); [simpl; intuition congruence|].
  pose (r := Rmin ra rb); assert (Hr : 0 < r) by (apply Rmin_glb_lt; auto).
  assert (HRa : r <= ra) by apply Rmin_l; assert (HRb : r <= rb) by apply Rmin_r; clearbody r.
  pose (k := (M - m) / r).
  assert (Hk : 0 < k) by (apply Rdiv_lt_0_compat; lra).
  assert (Ek : k * r = M - m) by (unfold k; field; lra); clearbody k.
  assert (far : forall z, r <= z -> M - m <= k * z) by (intros; nra).
  assert (Da : forall p, In p (b :: P) -> M - m <= k * l1 p a) by (intros p Ip; apply far; specialize (Ra p Ip); lra).
  assert (Db : forall p, In p (a :: P) -> M - m <= k * l1 p b) by (intros p Ip; apply far; specialize (Rb p Ip); lra).
  pose (c := fun x => Rmax lo (Rmin (g x) hi)).
  assert (Hc : forall x, lo <= c x <= hi).
  { intros x; unfold c, Rmax, Rmin; repeat destruct (Rle_dec _ _); lra. }
  assert (Ec : forall p, In p P -> c p = g p).
  { intros p Ip; specialize (HPc p Ip); unfold c; rewrite Rmin_left, Rmax_right by lra; auto. }
  pose (f := fun x => Rmin (Rmax (c x) (M - k * l1 x b)) (m + k * l1 x a)).
  assert (Fa : f a = m).
  { unfold f; rewrite (dist_refl _ L1 a); specialize (Hc a); pose proof (Rmax_l (c a) (M - k * l1 a b)).
    rewrite Rmin_right; lra. }
  assert (Fb : f b = M).
  { unfold f; rewrite (dist_refl _ L1 b); specialize (Hc b); pose proof (Da b (or_introl eq_refl)).
    rewrite Rmax_right, Rmin_left; lra. }
  assert (Above : forall x, x <> a -> m < f x).
  { intros x Nx; pose proof (dist_pos _ L1 x a Nx); specialize (Hc x).
    apply Rmin_glb_lt; [|nra]; pose proof (Rmax_l (c x) (M - k * l1 x b)); lra. }
  assert (Below : forall x, x <> b -> f x < M).
  { intros x Nx; pose proof (dist_pos _ L1 x b Nx); specialize (Hc x).
    eapply Rle_lt_trans; [apply Rmin_l|apply Rmax_lub_lt; [lra|nra]]. }
  exists f; split; [|split].
  - apply relu_fn_min; [apply relu_fn_max|apply relu_fn_add; auto using relu_fn_const, relu_fn_scale, relu_fn_l1].
    + apply relu_fn_max; [apply relu_fn_const|apply relu_fn_min; auto using relu_fn_const].
    + apply relu_fn_sub; auto using relu_fn_const, relu_fn_scale, relu_fn_l1.
  - intros p Ip; unfold f; rewrite (Ec p Ip); specialize (HP p Ip).
    pose proof (Da p (or_intror Ip)); pose proof (Db p (or_intror Ip)).
    rewrite Rmax_left, Rmin_left; lra.
  - apply unique_Phi_intro; auto.
    + intros x _; split.
      * destruct (eq_dec x a) as [->|N]; [lra|left; auto].
      * destruct (eq_dec x b) as [->|N]; [lra|left; auto].
    + intros x _ E; destruct (eq_dec x a) as [|N]; auto; specialize (Above x N); lra.
    + intros x _ E; destruct (eq_dec x b) as [|N]; auto; specialize (Below x N); lra.
Qed.

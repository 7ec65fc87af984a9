(** Row 4: L-Lipschitz functions; the envelope (theory.md, section 4). *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Space Notions Classes.
Open Scope R_scope.

Section Envelope.
Context {d : nat}.
Variable dist : Rn d -> Rn d -> R.
Hypothesis Hd : metric dist.
Variable L : R.
Hypothesis HL : 0 < L.
Variables (a b : Rn d) (m M : R).
Hypothesis Ha : cube a.
Hypothesis Hb : cube b.
Hypothesis HmM : m < M.
Hypothesis HS : M - m <= L * dist a b.

Definition upper : fn d := fun x => Rmin M (m + L * dist x a).
Definition lower : fn d := fun x => Rmax m (M - L * dist x b).
Definition env t : fn d := fun x => (1 - t) * lower x + t * upper x.

Lemma dist_nonneg x y : 0 <= dist x y.
Proof.
  pose proof (dist_tri _ Hd x y x); rewrite (dist_refl _ Hd), (dist_sym _ Hd y x) in H; lra.
Qed.

Lemma L1 f : Lip dist L f -> Phi f a b m M -> forall x, cube x -> lower x <= f x <= upper x.
Proof.
  intros HLip ((_ & Hmin) & (_ & Hmax) & Ea & Eb) x Hx.
  specialize (Hmin x Hx); specialize (Hmax x Hx).
  pose proof (HLip x a Hx Ha); pose proof (HLip b x Hb Hx); rewrite (dist_sym _ Hd b x) in H0.
  unfold lower, upper; split; [apply Rmax_lub|apply Rmin_glb]; lra.
Qed.

Lemma upper_Lip : Lip dist L upper.
Proof.
  intros x y _ _; unfold upper.
  pose proof (dist_tri _ Hd x y a); pose proof (dist_nonneg x y).
  unfold Rmin; repeat destruct (Rle_dec _ _); nra.
Qed.
Lemma lower_Lip : Lip dist L lower.
Proof.
  intros x y _ _; unfold lower.
  pose proof (dist_tri _ Hd y x b); rewrite (dist_sym _ Hd y x) in H; pose proof (dist_nonneg x y).
  unfold Rmax; repeat destruct (Rle_dec _ _); nra.
Qed.
Lemma L2a t : 0 <= t <= 1 -> Lip dist L (env t).
Proof.
  intros Ht x y Hx Hy; unfold env.
  pose proof (upper_Lip x y Hx Hy); pose proof (lower_Lip x y Hx Hy); nra.
Qed.

Lemma lower_le_upper x : lower x <= upper x.
Proof.
  unfold lower, upper.
  pose proof (dist_nonneg x a); pose proof (dist_nonneg x b).
  pose proof (dist_tri _ Hd a x b) as T; rewrite (dist_sym _ Hd a x) in T.
  apply Rmax_lub; apply Rmin_glb; nra.
Qed.
Lemma env_range x : m <= lower x /\ upper x <= M.
Proof. split; [apply Rmax_l|apply Rmin_l]. Qed.

Lemma L2b t : 0 < t < 1 -> UPhi (env t) a b m M.
Proof.
  intros Ht.
  assert (Ua : upper a = m) by (unfold upper; rewrite (dist_refl _ Hd), Rmin_right; lra).
  assert (Ub : upper b = M).
  { unfold upper; rewrite (dist_sym _ Hd), Rmin_left; lra. }
  assert (la : lower a = m) by (unfold lower; rewrite Rmax_left; lra).
  assert (lb : lower b = M) by (unfold lower; rewrite (dist_refl _ Hd), Rmax_right; lra).
  unfold env; apply UPhi_intro; auto; rewrite ?Ua, ?Ub, ?la, ?lb; try lra.
  - intros x _; pose proof (env_range x); pose proof (lower_le_upper x); nra.
  - intros x _ E; destruct (eq_dec x a) as [|N]; auto; exfalso.
    pose proof (env_range x); pose proof (dist_pos _ Hd x a N).
    assert (m < upper x) by (unfold upper; apply Rmin_glb_lt; nra). nra.
  - intros x _ E; destruct (eq_dec x b) as [|N]; auto; exfalso.
    pose proof (env_range x); pose proof (dist_pos _ Hd x b N).
    assert (lower x < M) by (unfold lower; apply Rmax_lub_lt; nra). nra.
Qed.

(** the best possible error at x is (upper x - lower x) / 2 *)
Lemma L3a f x : Lip dist L f -> Phi f a b m M -> cube x ->
  Rabs (f x - (upper x + lower x) / 2) <= (upper x - lower x) / 2.
Proof. intros F P Hx; pose proof (L1 f F P x Hx); apply Rabs_le; lra. Qed.
Lemma L3b x z e : 0 < e -> exists f, Lip dist L f /\ UPhi f a b m M /\
  (upper x - lower x) / 2 - e <= Rabs (f x - z).
Proof.
  intros He.
  pose (D := upper x - lower x).
  assert (HD : 0 <= D) by (pose proof (lower_le_upper x); unfold D; lra).
  pose (t := Rmin (1/4) (e / (D + 1))).
  assert (Ht : 0 < t) by (apply Rmin_glb_lt; [lra|apply Rdiv_lt_0_compat; lra]).
  assert (Ht' : t <= 1/4) by apply Rmin_l.
  assert (HtD : t * D <= e).
  { assert (H : t <= e / (D + 1)) by apply Rmin_r.
    apply (Rmult_le_compat_r (D + 1)) in H; [|lra].
    replace (e / (D + 1) * (D + 1)) with e in H by (field; lra). nra. }
  clearbody t.
  assert (E1 : env t x = lower x + t * D) by (unfold env, D; ring).
  assert (E2 : env (1 - t) x = upper x - t * D) by (unfold env, D; ring).
  destruct (Rle_dec z ((upper x + lower x) / 2)) as [N|N].
  - exists (env (1 - t)); split; [apply L2a; lra|split; [apply L2b; lra|]].
    eapply Rle_trans; [|apply Rle_abs]. rewrite E2; unfold D in *; lra.
  - exists (env t); split; [apply L2a; lra|split; [apply L2b; lra|]].
    rewrite Rabs_minus_sym; eapply Rle_trans; [|apply Rle_abs]. rewrite E1; unfold D in *; lra.
Qed.

(** the side of x can be told from the picture (all members / unique extremisers only) *)
Definition decidable_at x := exists s : bool, forall f, Lip dist L f -> Phi f a b m M ->
  (mid m M < f x -> s = true) /\ (f x < mid m M -> s = false).
Definition decidable_at_unique x := exists s : bool, forall f, Lip dist L f -> UPhi f a b m M ->
  (mid m M < f x -> s = true) /\ (f x < mid m M -> s = false).

Lemma L5_yes x : cube x -> L * dist x a <= (M - m) / 2 \/ L * dist x b <= (M - m) / 2 -> decidable_at x.
Proof.
  intros Hx [H|H]; [exists false|exists true]; intros f F P; pose proof (L1 f F P x Hx) as B.
  - split; auto; intros C; exfalso.
    pose proof (Rmin_r M (m + L * dist x a)); unfold upper, mid in *; lra.
  - split; auto; intros C; exfalso.
    pose proof (Rmax_r m (M - L * dist x b)); unfold lower, mid in *; lra.
Qed.

Lemma L5n x : (M - m) / 2 < L * dist x a -> (M - m) / 2 < L * dist x b ->
  exists f1 f2, Lip dist L f1 /\ Lip dist L f2 /\ UPhi f1 a b m M /\ UPhi f2 a b m M /\
    mid m M < f1 x /\ f2 x < mid m M.
Proof.
  intros HA HB.
  assert (HU : mid m M < upper x) by (unfold upper, mid; apply Rmin_glb_lt; lra).
  assert (Hl : lower x < mid m M) by (unfold lower, mid; apply Rmax_lub_lt; lra).
  pose (t := (mid m M - lower x) / (upper x - lower x)).
  assert (Et : t * (upper x - lower x) = mid m M - lower x) by (unfold t; field; lra).
  assert (0 < t) by (unfold t; apply Rdiv_lt_0_compat; lra).
  assert (t < 1) by nra.
  exists (env ((1 + t) / 2)), (env (t / 2)).
  split; [apply L2a; lra|split; [apply L2a; lra|split; [apply L2b; lra|split; [apply L2b; lra|]]]].
  unfold env; split; nra.
Qed.

Theorem L5 x : cube x ->
  (decidable_at x <-> L * dist x a <= (M - m) / 2 \/ L * dist x b <= (M - m) / 2).
Proof.
  intros Hx; split; [|apply L5_yes; auto]; intros [s Hs].
  destruct (Rle_dec (L * dist x a) ((M - m) / 2)) as [|NA]; auto.
  destruct (Rle_dec (L * dist x b) ((M - m) / 2)) as [|NB]; auto.
  destruct (L5n x) as (f1 & f2 & F1 & F2 & U1 & U2 & G1 & G2); try lra.
  pose proof (proj1 (Hs f1 F1 (proj1 U1)) G1); pose proof (proj2 (Hs f2 F2 (proj1 U2)) G2); congruence.
Qed.

Theorem L5_unique x : cube x ->
  (decidable_at_unique x <-> L * dist x a <= (M - m) / 2 \/ L * dist x b <= (M - m) / 2).
Proof.
  intros Hx; split; intros H.
  - destruct H as [s Hs].
    destruct (Rle_dec (L * dist x a) ((M - m) / 2)) as [|NA]; auto.
    destruct (Rle_dec (L * dist x b) ((M - m) / 2)) as [|NB]; auto.
    destruct (L5n x) as (f1 & f2 & F1 & F2 & U1 & U2 & G1 & G2); try lra.
    pose proof (proj1 (Hs f1 F1 U1) G1); pose proof (proj2 (Hs f2 F2 U2) G2); congruence.
  - destruct (L5_yes x Hx H) as [s Hs]; exists s; intros f F [P _]; auto.
Qed.

(** L8: where the side is decidable, (upper + lower)/2 errs by a quarter of the range at most *)
Lemma L8 f x : Lip dist L f -> Phi f a b m M -> cube x -> decidable_at x ->
  Rabs (f x - (upper x + lower x) / 2) <= (M - m) / 4.
Proof.
  intros F P Hx HD; apply L5 in HD; auto.
  eapply Rle_trans; [apply L3a; auto|].
  unfold upper, lower, Rmin, Rmax; repeat destruct (Rle_dec _ _); lra.
Qed.

(** L4, one half of it *)
Lemma L4_equal x : L * dist a b = M - m -> dist x a + dist x b = dist a b -> upper x = lower x.
Proof.
  intros E T; pose proof (dist_nonneg x a); pose proof (dist_nonneg x b).
  unfold upper, lower; rewrite Rmin_right, Rmax_right by nra; nra.
Qed.
End Envelope.

(** L3: eps* of one visualization is sup (upper - lower) / (2R) *)
Definition LipV {d} (dist : Rn d -> Rn d -> R) L a b m M : cls d := fun f =>
  Lip dist L f /\ UPhi f a b m M.
Theorem L3 d (dist : Rn d -> Rn d -> R) L a b m M eps T :
  metric dist -> 0 < L -> cube a -> cube b -> m < M -> M - m <= L * dist a b ->
  tie_rule (LipV dist L a b m M) T ->
  (within (LipV dist L a b m M) T eps <->
   forall x, cube x -> upper dist L a m M x - lower dist L b m M x <= 2 * eps * (M - m)).
Proof.
  intros Hd HL Ha Hb HmM HS HT; split.
  - intros [D HD] x Hx; apply Rnot_lt_le; intros N.
    pose (e := (upper dist L a m M x - lower dist L b m M x - 2 * eps * (M - m)) / 4).
    destruct (L3b dist Hd L HL a b m M Ha Hb HmM HS x (D a b m M x) e) as (f & F & U & G).
    { unfold e; lra. }
    destruct (UPhi_rule (LipV dist L a b m M) T f a b m M HT (conj F U) U) as (Tf & Ea & Eb).
    pose proof (HD f a b (conj F U) Tf x Hx) as B; rewrite Ea, Eb in B; unfold e in G; lra.
  - intros H; exists (fun a b m M x => (upper dist L a m M x + lower dist L b m M x) / 2).
    intros f a' b' [F U] Tf x Hx.
    destruct (UPhi_rule (LipV dist L a b m M) T f a b m M HT (conj F U) U) as (_ & Ea & Eb).
    destruct (rule_sound _ _ HT f a' b' (conj F U) Tf) as [H1 H2].
    apply (proj1 (proj2 U)) in H1; apply (proj2 (proj2 U)) in H2; subst a' b'; rewrite Ea, Eb.
    eapply Rle_trans; [apply L3a; eauto; apply U|]. specialize (H x Hx); lra.
Qed.

(** L5m: what is decidable at L is decidable at every smaller L *)
Lemma L5m d (dist : Rn d -> Rn d -> R) L L' a b m M x : metric dist -> 0 < L' <= L ->
  decidable_at dist L a b m M x -> decidable_at dist L' a b m M x.
Proof.
  intros Hd H [s Hs]; exists s; intros f F P; apply Hs; auto.
  intros y z Hy Hz; eapply Rle_trans; [apply F; auto|].
  pose proof (dist_nonneg dist Hd y z); nra.
Qed.

(** ** the row, over the whole class: No, No, No for every L > 0 and every metric (L9) *)
Section Row.
Context {k : nat}.
Variable dist : Rn (S k) -> Rn (S k) -> R.
Hypothesis Hd : metric dist.
Variable L : R.
Hypothesis HL : 0 < L.

Lemma ambiguous_lip : ambiguous (Lip dist L).
Proof.
  intros h Hh.
  pose (a := cst (S k) 0); pose (b := cst (S k) 1); pose (x := cst (S k) (1/2)).
  assert (Nab : a <> b) by (intros E; apply cst_inj in E; lra).
  assert (Nxa : x <> a) by (intros E; apply cst_inj in E; lra).
  assert (Nxb : x <> b) by (intros E; apply cst_inj in E; lra).
  assert (Ca : cube a) by (apply cube_cst; lra).
  assert (Cb : cube b) by (apply cube_cst; lra).
  assert (Cx : cube x) by (apply cube_cst; lra).
  pose proof (dist_pos _ Hd _ _ Nab); pose proof (dist_pos _ Hd _ _ Nxa); pose proof (dist_pos _ Hd _ _ Nxb).
  pose (r := Rmin (dist a b) (Rmin (dist x a) (dist x b))).
  assert (Hr : 0 < r) by (repeat apply Rmin_glb_lt; auto).
  assert (Rab : r <= dist a b) by apply Rmin_l.
  assert (Rxa : r <= dist x a) by (eapply Rle_trans; [apply Rmin_r|apply Rmin_l]).
  assert (Rxb : r <= dist x b) by (eapply Rle_trans; [apply Rmin_r|apply Rmin_r]).
  clearbody r.
  assert (HR : 0 < L * r) by nra.
  assert (E : forall t, env dist L a b 0 (L * r) t x = t * (L * r)).
  { intros t; unfold env, lower, upper; rewrite Rmax_left, Rmin_left by nra; ring. }
  exists (env dist L a b 0 (L * r) (1 - h)), (env dist L a b 0 (L * r) h), a, b, 0, (L * r), x.
  rewrite !E.
  split; [apply L2a; auto; lra|].
  split; [apply L2a; auto; lra|].
  split; [apply L2b; auto; try lra; nra|].
  split; [apply L2b; auto; try lra; nra|].
  split; [lra|split; [auto|split; nra]].
Qed.

Theorem row_lip : ROW_NO (Lip dist L).
Proof. apply indistinguishability, ambiguous_lip. Qed.
End Row.

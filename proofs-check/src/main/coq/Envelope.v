(** Row 4: L-Lipschitz functions, between the two envelopes of what they show (docs/theory.md, section 4:
    L1-L3, L5, L8, L9). *)
Require Import Reals Lra Psatz.
From Eyewitness Require Import Statements FurtherStatements Points Distances Visualizations Indistinguishability.
Open Scope R_scope.

Lemma dist_nonneg {d} {dist : point d -> point d -> R} (Hd : metric dist) x y : 0 <= dist x y.
Proof.
  pose proof (dist_tri _ Hd x y x); rewrite (dist_refl _ Hd), (dist_sym _ Hd y x) in H; lra.
Qed.

(** L1: every member lies between them, and shows what is possible *)
Lemma lipschitz_range {d} {dist : point d -> point d -> R} {L} {f : fn d} {a b m M} :
  metric dist -> lipschitz dist L f -> Phi f a b m M -> M - m <= L * dist a b.
Proof.
  intros Hd F ((Ha & _) & (Hb & _) & Ea & Eb); rewrite <- Ea, <- Eb, (dist_sym _ Hd); apply F; auto.
Qed.
Lemma lipschitz_between {d} {dist : point d -> point d -> R} {L} {f : fn d} {a b m M} x :
  metric dist -> lipschitz dist L f -> Phi f a b m M -> cube x ->
  lower dist L b m M x <= f x <= upper dist L a m M x.
Proof.
  intros Hd F ((Ha & Hmin) & (Hb & Hmax) & Ea & Eb) Hx.
  specialize (Hmin x Hx); specialize (Hmax x Hx).
  pose proof (F x a Hx Ha); pose proof (F b x Hb Hx); rewrite (dist_sym _ Hd b x) in H0.
  unfold lower, upper; split; [apply Rmax_lub|apply Rmin_glb]; lra.
Qed.
Lemma lipschitz_possible {d} {dist : point d -> point d -> R} {L} {f : fn d} {a b m M} :
  metric dist -> 0 < L -> lipschitz dist L f -> Phi f a b m M -> m < M -> possible dist L a b m M.
Proof.
  intros Hd HL F P HmM; split; auto; split; auto; split; [apply P|split; [apply P|split; auto]].
  apply (lipschitz_range Hd F P).
Qed.

Section Envelope.
Context {d : nat} {dist : point d -> point d -> R} {L : R} {a b : point d} {m M : R}.
Hypothesis V : possible dist L a b m M.
Let Hd : metric dist := proj1 V.
Let HL : 0 < L := proj1 (proj2 V).
Let Ha : cube a := proj1 (proj2 (proj2 V)).
Let Hb : cube b := proj1 (proj2 (proj2 (proj2 V))).
Let HmM : m < M := proj1 (proj2 (proj2 (proj2 (proj2 V)))).
Let HS : M - m <= L * dist a b := proj2 (proj2 (proj2 (proj2 (proj2 V)))).
Local Notation U := (upper dist L a m M).
Local Notation l := (lower dist L b m M).
Local Notation f_ := (envelope dist L a b m M).
Local Notation known := (side_known dist L a b m M).

Lemma upper_lipschitz : lipschitz dist L U.
Proof.
  intros x y _ _; unfold upper.
  pose proof (dist_tri _ Hd x y a); pose proof (dist_nonneg Hd x y).
  unfold Rmin; repeat destruct (Rle_dec _ _); nra.
Qed.
Lemma lower_lipschitz : lipschitz dist L l.
Proof.
  intros x y _ _; unfold lower.
  pose proof (dist_tri _ Hd y x b); rewrite (dist_sym _ Hd y x) in H; pose proof (dist_nonneg Hd x y).
  unfold Rmax; repeat destruct (Rle_dec _ _); nra.
Qed.
Lemma envelope_lipschitz t : 0 <= t <= 1 -> lipschitz dist L (f_ t).
Proof.
  intros Ht x y Hx Hy; unfold envelope.
  pose proof (upper_lipschitz x y Hx Hy); pose proof (lower_lipschitz x y Hx Hy); nra.
Qed.

Lemma lower_le_upper x : l x <= U x.
Proof.
  unfold lower, upper.
  pose proof (dist_nonneg Hd x a); pose proof (dist_nonneg Hd x b).
  pose proof (dist_tri _ Hd a x b) as T; rewrite (dist_sym _ Hd a x) in T.
  apply Rmax_lub; apply Rmin_glb; nra.
Qed.
Lemma envelopes_range x : m <= l x /\ U x <= M.
Proof. split; [apply Rmax_l|apply Rmin_l]. Qed.

Lemma envelope_unique_Phi t : 0 < t < 1 -> unique_Phi (f_ t) a b m M.
Proof.
  intros Ht.
  assert (Ua : U a = m) by (unfold upper; rewrite (dist_refl _ Hd), Rmin_right; lra).
  assert (Ub : U b = M).
  { unfold upper; rewrite (dist_sym _ Hd), Rmin_left; lra. }
  assert (la : l a = m) by (unfold lower; rewrite Rmax_left; lra).
  assert (lb : l b = M) by (unfold lower; rewrite (dist_refl _ Hd), Rmax_right; lra).
  unfold envelope; apply unique_Phi_intro; auto; rewrite ?Ua, ?Ub, ?la, ?lb; try lra.
  - intros x _; pose proof (envelopes_range x); pose proof (lower_le_upper x); nra.
  - intros x _ E; destruct (eq_dec x a) as [|N]; auto; exfalso.
    pose proof (envelopes_range x); pose proof (dist_pos _ Hd x a N).
    assert (m < U x) by (unfold upper; apply Rmin_glb_lt; nra). nra.
  - intros x _ E; destruct (eq_dec x b) as [|N]; auto; exfalso.
    pose proof (envelopes_range x); pose proof (dist_pos _ Hd x b N).
    assert (l x < M) by (unfold lower; apply Rmax_lub_lt; nra). nra.
Qed.

(** the best possible error at x is (U x - l x) / 2 *)
Lemma middle_error_le f x : lipschitz dist L f -> Phi f a b m M -> cube x ->
  Rabs (f x - (U x + l x) / 2) <= (U x - l x) / 2.
Proof. intros F P Hx; pose proof (lipschitz_between x Hd F P Hx); apply Rabs_le; lra. Qed.
Lemma no_better_answer x z e : 0 < e -> exists f, lipschitz dist L f /\ unique_Phi f a b m M /\
  (U x - l x) / 2 - e <= Rabs (f x - z).
Proof.
  intros He.
  pose (D := U x - l x).
  assert (HD : 0 <= D) by (pose proof (lower_le_upper x); unfold D; lra).
  pose (t := Rmin (1/4) (e / (D + 1))).
  assert (Ht : 0 < t) by (apply Rmin_glb_lt; [lra|apply Rdiv_lt_0_compat; lra]).
  assert (Ht' : t <= 1/4) by apply Rmin_l.
  assert (HtD : t * D <= e).
  { assert (H : t <= e / (D + 1)) by apply Rmin_r.
    apply (Rmult_le_compat_r (D + 1)) in H; [|lra].
    replace (e / (D + 1) * (D + 1)) with e in H by (field; lra). nra. }
  clearbody t.
  assert (E1 : f_ t x = l x + t * D) by (unfold envelope, D; ring).
  assert (E2 : f_ (1 - t) x = U x - t * D) by (unfold envelope, D; ring).
  destruct (Rle_dec z ((U x + l x) / 2)) as [N|N].
  - exists (f_ (1 - t)); split; [apply envelope_lipschitz; lra|split; [apply envelope_unique_Phi; lra|]].
    eapply Rle_trans; [|apply Rle_abs]. rewrite E2; unfold D in *; lra.
  - exists (f_ t); split; [apply envelope_lipschitz; lra|split; [apply envelope_unique_Phi; lra|]].
    rewrite Rabs_minus_sym; eapply Rle_trans; [|apply Rle_abs]. rewrite E1; unfold D in *; lra.
Qed.

Lemma side_known_in_balls x : cube x -> L * dist x a <= (M - m) / 2 \/ L * dist x b <= (M - m) / 2 -> known x.
Proof.
  intros Hx [H|H]; [exists false|exists true]; intros f F P; pose proof (lipschitz_between x Hd F P Hx) as B.
  - split; auto; intros C; exfalso.
    pose proof (Rmin_r M (m + L * dist x a)); unfold upper, mid in *; lra.
  - split; auto; intros C; exfalso.
    pose proof (Rmax_r m (M - L * dist x b)); unfold lower, mid in *; lra.
Qed.

Lemma both_sides_outside_balls x : (M - m) / 2 < L * dist x a -> (M - m) / 2 < L * dist x b ->
  exists f1 f2, lipschitz dist L f1 /\ lipschitz dist L f2 /\ unique_Phi f1 a b m M /\ unique_Phi f2 a b m M /\
    mid m M < f1 x /\ f2 x < mid m M.
Proof.
  intros HA HB.
  assert (HU : mid m M < U x) by (unfold upper, mid; apply Rmin_glb_lt; lra).
  assert (Hl : l x < mid m M) by (unfold lower, mid; apply Rmax_lub_lt; lra).
  pose (t := (mid m M - l x) / (U x - l x)).
  assert (Et : t * (U x - l x) = mid m M - l x) by (unfold t; field; lra).
  assert (0 < t) by (unfold t; apply Rdiv_lt_0_compat; lra).
  assert (t < 1) by nra.
  exists (f_ ((1 + t) / 2)), (f_ (t / 2)).
  split; [apply envelope_lipschitz; lra|split; [apply envelope_lipschitz; lra|]].
  split; [apply envelope_unique_Phi; lra|split; [apply envelope_unique_Phi; lra|]].
  unfold envelope; split; nra.
Qed.

Theorem side_known_iff x : cube x ->
  (known x <-> L * dist x a <= (M - m) / 2 \/ L * dist x b <= (M - m) / 2).
Proof.
  intros Hx; split; [|apply side_known_in_balls; auto]; intros [s Hs].
  destruct (Rle_dec (L * dist x a) ((M - m) / 2)) as [|NA]; auto.
  destruct (Rle_dec (L * dist x b) ((M - m) / 2)) as [|NB]; auto.
  destruct (both_sides_outside_balls x) as (f1 & f2 & F1 & F2 & U1 & U2 & G1 & G2); try lra.
  pose proof (proj1 (Hs f1 F1 (proj1 U1)) G1); pose proof (proj2 (Hs f2 F2 (proj1 U2)) G2); congruence.
Qed.

(** L8: where the side is decidable, (upper + lower)/2 errs by a quarter of the range at most *)
Lemma middle_error_le_quarter f x : lipschitz dist L f -> Phi f a b m M -> cube x -> known x ->
  Rabs (f x - (U x + l x) / 2) <= (M - m) / 4.
Proof.
  intros F P Hx HD; apply side_known_iff in HD; auto.
  eapply Rle_trans; [apply middle_error_le; auto|].
  unfold upper, lower, Rmin, Rmax; repeat destruct (Rle_dec _ _); lra.
Qed.

(** L3: eps* of one visualization *)
Local Notation members := (fun f => lipschitz dist L f /\ unique_Phi f a b m M).
Lemma visualization_within_iff T eps : tie_rule members T ->
  (within members T eps <-> forall x, cube x -> U x - l x <= 2 * eps * (M - m)).
Proof.
  intros HT; split.
  - intros [D HD] x Hx; apply Rnot_lt_le; intros N.
    destruct (no_better_answer x (D a b m M x) ((U x - l x - 2 * eps * (M - m)) / 4)) as (f & F & Uf & G); [lra|].
    destruct (unique_Phi_shown members T f a b m M HT (conj F Uf) Uf) as (Tf & Ea & Eb).
    pose proof (HD f a b (conj F Uf) Tf x Hx) as B; rewrite Ea, Eb in B; lra.
  - intros H; exists (fun a b m M x => (upper dist L a m M x + lower dist L b m M x) / 2).
    intros f a' b' [F Uf] Tf x Hx.
    destruct (unique_Phi_shown members T f a b m M HT (conj F Uf) Uf) as (_ & Ea & Eb).
    destruct (rule_sound _ _ HT f a' b' (conj F Uf) Tf) as [H1 H2].
    apply (proj1 (proj2 Uf)) in H1; apply (proj2 (proj2 Uf)) in H2; subst a' b'; rewrite Ea, Eb.
    eapply Rle_trans; [apply middle_error_le; auto; apply Uf|]. specialize (H x Hx); lra.
Qed.

Theorem visualization_eps_star : exists e,
  is_lub (fun v => exists x, cube x /\ v = (U x - l x) / (2 * (M - m))) e /\ always (eps_star e) members.
Proof.
  assert (share : forall x eps, (U x - l x) / (2 * (M - m)) <= eps <-> U x - l x <= 2 * eps * (M - m)).
  { intros x eps; assert (E : (U x - l x) / (2 * (M - m)) * (2 * (M - m)) = U x - l x) by (field; lra).
    split; intros H; nra. }
  destruct (completeness (fun v => exists x, cube x /\ v = (U x - l x) / (2 * (M - m)))) as [e He].
  - exists (1/2); intros v (x & Hx & ->); apply share.
    pose proof (envelopes_range x); pose proof (lower_le_upper x); lra.
  - exists ((U a - l a) / (2 * (M - m))), a; auto.
  - exists e; split; [exact He|]; intros T HT eps _; rewrite visualization_within_iff by auto.
    destruct He as [ub least]; split; intros H.
    + apply least; intros v (x & Hx & ->); apply share; auto.
    + intros x Hx; apply share; eapply Rle_trans; [apply ub|exact H]; eauto.
Qed.

(** L9, the witnesses *)
Lemma envelope_far x h : M - m <= L * dist x a -> M - m <= L * dist x b ->
  f_ (1 - h / (M - m)) x = M - h /\ f_ (h / (M - m)) x = m + h.
Proof. intros; unfold envelope, lower, upper; rewrite Rmax_left, Rmin_left by lra; split; field; lra. Qed.
End Envelope.

(** L5, as L grows: what is known at L is known at every smaller L *)
Lemma side_known_smaller_L d (dist : point d -> point d -> R) L L' a b m M x : metric dist -> L <= L' ->
  side_known dist L' a b m M x -> side_known dist L a b m M x.
Proof.
  intros Hd H [s Hs]; exists s; intros f F P; apply Hs; auto.
  intros y z Hy Hz; eapply Rle_trans; [apply F; auto|].
  pose proof (dist_nonneg Hd y z); nra.
Qed.

(** ** The whole class, for every L > 0 and every metric: opposite vertices, a small range (L9) *)
Lemma lipschitz_ambiguous k (dist : point (S k) -> point (S k) -> R) L :
  metric dist -> 0 < L -> ambiguous (lipschitz dist L).
Proof.
  intros Hd HL h Hh.
  pose (a := diag (S k) 0); pose (b := diag (S k) 1); pose (x := diag (S k) (1/2)).
  assert (Nab : a <> b) by (intros E; apply diag_inj in E; lra).
  assert (Nxa : x <> a) by (intros E; apply diag_inj in E; lra).
  assert (Nxb : x <> b) by (intros E; apply diag_inj in E; lra).
  assert (Ca : cube a) by (apply cube_diag; lra).
  assert (Cb : cube b) by (apply cube_diag; lra).
  assert (Cx : cube x) by (apply cube_diag; lra).
  pose proof (dist_pos _ Hd _ _ Nab); pose proof (dist_pos _ Hd _ _ Nxa); pose proof (dist_pos _ Hd _ _ Nxb).
  pose (r := Rmin (dist a b) (Rmin (dist x a) (dist x b))).
  assert (Hr : 0 < r) by (repeat apply Rmin_glb_lt; auto).
  assert (Rab : r <= dist a b) by apply Rmin_l.
  assert (Rxa : r <= dist x a) by (eapply Rle_trans; [apply Rmin_r|apply Rmin_l]).
  assert (Rxb : r <= dist x b) by (eapply Rle_trans; [apply Rmin_r|apply Rmin_r]).
  clearbody r.
  assert (HR : 0 < L * r) by nra.
  assert (L * r <= L * dist a b) by nra.
  assert (V : possible dist L a b 0 (L * r)) by (repeat (split; auto); lra).
  destruct (envelope_far V x (h * (L * r))) as [E1 E2]; [nra|nra|].
  exists (envelope dist L a b 0 (L * r) (1 - h * (L * r) / (L * r - 0))),
    (envelope dist L a b 0 (L * r) (h * (L * r) / (L * r - 0))), a, b, 0, (L * r), x.
  rewrite E1, E2.
  replace (h * (L * r) / (L * r - 0)) with h by (field; nra).
  split; [apply (envelope_lipschitz V); lra|].
  split; [apply (envelope_lipschitz V); lra|].
  split; [apply (envelope_unique_Phi V); lra|].
  split; [apply (envelope_unique_Phi V); lra|].
  split; [lra|split; [auto|split; lra]].
Qed.

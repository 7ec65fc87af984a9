(** x is told first, and everything but x may be looked at: it stays as unknown as before in rows 1, 2, 3, 5 and 6
    ([ConvexToldFirst.v] has row 7). *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Statements HelpStatements Points Distances Visualizations Networks PiecewiseAffine
  TrainedNetworks Blends Help HelpIndistinguishability ShrinkingBalls Adversary HelpNetworks.
Open Scope R_scope.

Definition ambiguous_when_told {d} (S : point d -> Prop) (C : class d) := forall B (D : predictor d B), fair D ->
  forall h, 0 < h < 1/2 -> exists f1 f2 a b m M x, S x /\
    apart C (fun f1 f2 => play whole (D a b m M x) f1 = play whole (D a b m M x) f2) h f1 f2 a b m M x.
Notation anywhere := (fun _ => True).

Lemma ambiguous_when_told_sub d (S S' : point d -> Prop) (C C' : class d) : (forall x, S x -> S' x) ->
  (forall f, C f -> has_vis f -> C' f) -> ambiguous_when_told S C -> ambiguous_when_told S' C'.
Proof.
  intros IS I F B D A h Hh; destruct (F B D A h Hh) as (f1 & f2 & a & b & m & M & x & Sx & C1 & C2 & U1 & U2 & R).
  exists f1, f2, a, b, m, M, x; split; [auto|split; [|split; [|split; auto]]]; apply I; auto; exists a, b, m, M;
    [apply U1|apply U2].
Qed.

Theorem ambiguous_unpredictable d (S : point d -> Prop) (C : class d) : ambiguous_when_told S C -> unpredictable_on S C.
Proof.
  intros HF T HT; split.
  - intros eps He (D & A & HD); pose (h := Rmin (1/4) ((1/2 - eps) / 2)).
    assert (Hh : 0 < h <= 1/4 /\ h <= (1/2 - eps) / 2).
    { split; [split; [apply Rmin_glb_lt; lra|apply Rmin_l]|apply Rmin_r]. }
    destruct (HF _ D A h ltac:(lra)) as (f1 & f2 & a & b & m & M & x & Sx & C1 & C2 & U1 & U2 & E & Hm & Hx & G1 & G2).
    destruct (unique_Phi_shown _ _ _ _ _ _ _ HT C1 U1) as (T1 & E1 & E1').
    destruct (unique_Phi_shown _ _ _ _ _ _ _ HT C2 U2) as (T2 & E2 & E2').
    pose proof (HD _ _ _ C1 T1 x Hx Sx) as B1; pose proof (HD _ _ _ C2 T2 x Hx Sx) as B2.
    rewrite E1, E1', E in B1; rewrite E2, E2' in B2.
    set (z := play _ _ f2) in *; clearbody z; apply Rabs_le_inv in B1; apply Rabs_le_inv in B2; nra.
  - intros (D & A & HD).
    destruct (HF _ D A (1/4)) as (f1 & f2 & a & b & m & M & x & Sx & C1 & C2 & U1 & U2 & E & Hm & Hx & G1 & G2); [lra|].
    destruct (unique_Phi_shown _ _ _ _ _ _ _ HT C1 U1) as (T1 & E1 & E1').
    destruct (unique_Phi_shown _ _ _ _ _ _ _ HT C2 U2) as (T2 & E2 & E2').
    pose proof (proj1 (HD _ _ _ C1 T1 x Hx Sx)) as B1; pose proof (proj2 (HD _ _ _ C2 T2 x Hx Sx)) as B2.
    rewrite E1, E1', E in B1; rewrite E2, E2' in B2; unfold mid in *.
    assert (true = false) by (rewrite <- B1, <- B2; auto; lra). discriminate.
Qed.

(** the asked inputs leave a ball around x, in which a flat network may rise or fall *)
Theorem trained_network_ambiguous_when_told k (P : list (point (S k))) risk :
  in_cube P -> (exists f, trained_network P risk f) -> ambiguous_when_told anywhere (trained_network P risk).
Proof.
  intros HP HE B D A h Hh; pose proof (l1_metric (S k)) as LM.
  destruct (flat_member k P risk HP HE) as (f & a & b & m & M & c & r & Tf & F & U & HmM & Hc & Hr & Flat & Off).
  destruct (A a b m M c) as [Hs Hn]; destruct (germs_transcript B c _ Hs Hn f) as (Q & HQ & EQ).
  destruct (radius l1 LM c Q HQ) as (rq & Hrq & Hq).
  pose (rho := Rmin r (rq / 2)); assert (P0 : 0 < rho) by (apply Rmin_glb_lt; lra).
  assert (P1 : rho <= r) by apply Rmin_l; assert (P2 : rho <= rq / 2) by apply Rmin_r; clearbody rho.
  assert (Ff : flat (mid m M) f c rho) by (intros y Hy N; apply Flat; auto; lra).
  assert (Hm : m < mid m M < M) by (unfold mid; lra).
  pose (g := fun v y => f y + (v - mid m M) * tent c rho y).
  assert (Gc : forall v, g v c = v).
  { intros v; unfold g; rewrite tent_top, (Ff c Hc) by (rewrite (dist_refl _ LM); auto); ring. }
  assert (Member : forall v, m < v < M -> trained_network P risk (g v) /\ unique_Phi (g v) a b m M).
  { intros v Hv; apply (changed_member k P risk f (g v) a b m M c rho); auto.
    - intros p Ip; specialize (Off p Ip); lra.
    - apply relu_fn_add; auto using relu_fn_scale, tent_relu_fn.
    - apply (changed_by_bump tent (tent_range _) (tent_out _) relu_fn (mid m M) (mid m M) (mid m M)); [lra| |auto].
      repeat (split; [auto; lra|]); auto. }
  assert (GQ : forall v, play whole (D a b m M c) (g v) = play whole (D a b m M c) f).
  { intros v; apply EQ; intros q Iq; exists (rq / 2); split; [lra|]; intros y _ Hy; unfold g.
    pose proof (Hq q Iq); pose proof (dist_tri _ LM q y c) as T; rewrite (dist_sym _ LM q y) in T.
    rewrite tent_out by lra; ring. }
  destruct (Member (M - h * (M - m))) as [T1 U1]; [nra|]; destruct (Member (m + h * (M - m))) as [T2 U2]; [nra|].
  exists (g (M - h * (M - m))), (g (m + h * (M - m))), a, b, m, M, c; split; [exact I|].
  unfold apart; rewrite !Gc, !GQ; repeat (split; [auto; lra|]); lra.
Qed.
Lemma network_ambiguous_when_told k : ambiguous_when_told anywhere (@network (S k)).
Proof.
  apply (ambiguous_when_told_sub _ anywhere _ (trained_network nil (fun _ => 0))); [auto|intros f H _; apply trained_on_nothing, H|].
  apply trained_network_ambiguous_when_told; [intros ? []|apply trained_on_nothing_inhabited].
Qed.

(** ** Monotone functions need not be continuous: two that differ at x only *)
Lemma leq_dec d (x y : point d) : {leq x y} + {~ leq x y}.
Proof.
  induction d as [|d IH]; simpl; [left; auto|].
  destruct (Rle_dec (hd x) (hd y)); [|right; tauto]. destruct (IH (tl x) (tl y)); [left|right]; tauto.
Qed.

Theorem monotone_ambiguous_when_told k : ambiguous_when_told anywhere (@monotone (S k)).
Proof.
  intros B D A h Hh; pose (c := diag (S k) (1/2)).
  pose (g := fun v (y : point (S k)) => if eq_dec y c then v
    else if leq_dec _ y c then h * u y else 1 - h * (1 - u y)).
  assert (Cc : cube c) by (apply cube_diag; lra).
  assert (Uc : u c = 1/2) by apply u_diag.
  assert (Gc : forall v, g v c = v) by (intros v; unfold g; destruct (eq_dec c c); tauto).
  assert (M : forall v, h <= v <= 1 - h -> monotone (g v)).
  { intros v Hv x y Hx Hy Hxy; pose proof (u_range x Hx); pose proof (u_range y Hy); pose proof (u_mono x y Hxy).
    unfold g; destruct (eq_dec x c) as [->|Nx], (eq_dec y c) as [->|Ny]; try lra.
    - destruct (leq_dec _ y c) as [L|L]; [destruct Ny; apply leq_anti; auto|].
      rewrite Uc in *; nra.
    - destruct (leq_dec _ x c) as [L|L]; [nra|tauto].
    - destruct (leq_dec _ x c) as [L|L], (leq_dec _ y c) as [L'|L']; try nra.
      destruct L; apply (leq_trans _ x y c); auto. }
  assert (U : forall v, 0 < v < 1 -> unique_Phi (g v) (diag (S k) 0) (diag (S k) 1) 0 1).
  { intros v Hv.
    assert (N0 : diag (S k) 0 <> c) by (intros E; apply diag_inj in E; lra).
    assert (N1 : diag (S k) 1 <> c) by (intros E; apply diag_inj in E; lra).
    assert (L0 : leq (diag (S k) 0) c).
    { unfold c; generalize (S k); intros n; induction n as [|n IH]; simpl; auto; split; auto; lra. }
    assert (L1 : ~ leq (diag (S k) 1) c) by (unfold c; simpl; lra).
    apply unique_Phi_intro; try (apply cube_diag; lra); unfold g.
    - destruct (eq_dec (diag (S k) 0) c); [tauto|]. destruct (leq_dec _ _ _); [|tauto]. rewrite u_diag; ring.
    - destruct (eq_dec (diag (S k) 1) c); [tauto|]. destruct (leq_dec _ _ _); [tauto|]. rewrite u_diag; ring.
    - intros x Hx; pose proof (u_range x Hx); destruct (eq_dec x c); [lra|]. destruct (leq_dec _ x c); nra.
    - intros x Hx E; pose proof (u_range x Hx); destruct (eq_dec x c); [lra|].
      destruct (leq_dec _ x c); [apply u_0; auto; nra|nra].
    - intros x Hx E; pose proof (u_range x Hx); destruct (eq_dec x c); [lra|].
      destruct (leq_dec _ x c); [nra|apply u_1; auto; nra]. }
  destruct (A (diag (S k) 0) (diag (S k) 1) 0 1 c) as [Hs Hn].
  destruct (germs_transcript B c _ Hs Hn (g h)) as (Q & HQ & EQ).
  destruct (radius l1 (l1_metric _) c Q HQ) as (rq & Hrq & Hq).
  exists (g (1 - h)), (g h), (diag (S k) 0), (diag (S k) 1), 0, 1, c; split; [exact I|].
  unfold apart; rewrite !Gc; split; [apply M; lra|split; [apply M; lra|split; [apply U; lra|split; [apply U; lra|]]]].
  split; [|split; [lra|split; [auto|lra]]].
  apply EQ; intros q Iq; exists rq; split; auto; intros y _ Hy; unfold g.
  destruct (eq_dec y c) as [->|]; auto; pose proof (Hq q Iq); rewrite (dist_sym _ (l1_metric _)) in Hy; lra.
Qed.

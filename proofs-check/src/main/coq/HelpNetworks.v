(** Networks, trained or not: one is flattened around an input off the training data, and the adversary plays there. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Statements FurtherStatements HelpStatements Points Distances Visualizations Networks Losses
  TrainedNetworks PiecewiseAffine Blends Help HelpIndistinguishability ShrinkingBalls Adversary HiddenRises.
Open Scope R_scope.

(** equal to mid within r of c, as it was beyond 2r, strictly between m and M where it was *)
Lemma flatten d (f0 : fn d) m M c r : relu_fn f0 -> m < M -> 0 < r -> (forall x, cube x -> m <= f0 x <= M) ->
  exists f, relu_fn f /\ (forall x, cube x -> 2 * r <= l1 x c -> f x = f0 x) /\
    (forall x, l1 x c < r -> f x = (m + M) / 2) /\ (forall x, m < f0 x < M -> m < f x < M).
Proof.
  intros F HmM Hr HR; pose (mid := (m + M) / 2).
  pose (t := fun x => (M - m) / r * relu (l1 x c - r)).
  assert (Hk : 0 < (M - m) / r) by (apply Rdiv_lt_0_compat; lra).
  assert (T0 : forall x, 0 <= t x) by (intros x; apply Rmult_le_pos; [lra|apply Rmax_l]).
  assert (T1 : forall x, l1 x c < r -> t x = 0) by (intros x Hx; unfold t; rewrite relu_neg; lra).
  assert (T2 : forall x, 2 * r <= l1 x c -> M - m <= t x).
  { intros x Hx; unfold t; rewrite relu_pos by lra.
    replace (M - m) with ((M - m) / r * r) at 1 by (field; lra). apply Rmult_le_compat_l; lra. }
  assert (Ft : relu_fn t).
  { apply relu_fn_scale, (relu_fn_relu (fun x => l1 x c - r)), relu_fn_sub; [apply relu_fn_l1|apply relu_fn_const]. }
  exists (fun x => Rmax (mid - t x) (Rmin (mid + t x) (f0 x))); split; [|split; [|split]].
  - apply relu_fn_max; [apply relu_fn_sub; auto using relu_fn_const|].
    apply relu_fn_min; auto; apply relu_fn_add; auto using relu_fn_const.
  - intros x Hx N; specialize (T2 x N); specialize (HR x Hx); unfold mid; cases_min_max; lra.
  - intros x N; rewrite (T1 x N); unfold mid; cases_min_max; lra.
  - intros x N; specialize (T0 x); unfold mid; cases_min_max; lra.
Qed.

(** a trained network that is flat near an input c, away from the training data *)
Lemma flat_member k (P : list (point (S k))) risk : in_cube P -> (exists f, trained_network P risk f) ->
  exists f a b m M c r, trained_network P risk f /\ relu_fn f /\ unique_Phi f a b m M /\ m < M /\
    cube c /\ 0 < r /\ flat (mid m M) f c r /\ forall p, In p P -> r <= l1 p c.
Proof.
  intros HP (g & Hg).
  destruct (room_for_extremisers k P g) as (a & b & m & M & Ha & Hb & Nab & Na & Nb & HmM & Hv).
  destruct (trained_peak_dip _ P risk g a b m M) as (f1 & T1 & U1); auto.
  destruct (proj1 (network_relu_fn f1) (proj1 T1)) as (f0 & F0 & E0).
  destruct (avoid_points (a :: b :: P)) as (c & Hc & Nc).
  destruct (radius l1 (l1_metric _) c (a :: b :: P) Nc) as (r & Hr & Hrad).
  assert (Rg : forall x, cube x -> m <= f0 x <= M).
  { intros x Hx; rewrite <- E0 by auto; apply (Phi_range _ _ _ _ _ (proj1 U1)); auto. }
  destruct (flatten _ f0 m M c (r / 2) F0 HmM ltac:(lra) Rg) as (f & F & Off & Flat & Inn).
  assert (Off' : forall p, In p (a :: b :: P) -> cube p -> f p = f1 p).
  { intros p I Cp; rewrite E0 by auto; apply Off; auto; pose proof (Hrad p I); lra. }
  assert (I : inner m M f1 f).
  { intros y Hy; destruct (eq_dec y a) as [->|Na']; [left; apply Off'; simpl; auto|].
    destruct (eq_dec y b) as [->|Nb']; [left; apply Off'; simpl; auto|right].
    assert (Sy : m < f1 y < M) by (apply (unique_Phi_strict _ a b); auto).
    split; auto; apply Inn; rewrite <- E0 by auto; exact Sy. }
  exists f, a, b, m, M, c, (r / 2).
  split; [apply (trained_if_same_on_data _ _ _ f1); auto using relu_fn_network|].
  { intros p Ip; apply Off'; [simpl; auto|auto]. }
  split; [auto|split; [apply (same_tie_sets_unique_Phi f1)|]]; auto.
  { eapply inner_Phi; eauto; apply U1. }
  { apply (inner_same_tie_sets _ _ a b m M); auto; apply U1. }
  split; [auto|split; [auto|split; [lra|split]]].
  - intros y _ Hy; replace (mid m M) with ((m + M) / 2) by (unfold mid; field); auto.
  - intros p Ip; pose proof (Hrad p (or_intror (or_intror Ip))); lra.
Qed.
(** what changes it in the flat ball only is a member that shows the same *)
Lemma changed_member k (P : list (point (S k))) risk (f g : fn (S k)) a b m M c r :
  in_cube P -> trained_network P risk f -> unique_Phi f a b m M -> m < M -> flat (mid m M) f c r ->
  (forall p, In p P -> r <= l1 p c) -> relu_fn g -> changed c r m M f g ->
  trained_network P risk g /\ unique_Phi g a b m M.
Proof.
  intros HP T U HmM F Off G Ch; split.
  - apply (trained_if_same_on_data _ _ _ f); auto using relu_fn_network; intros p Ip; apply Ch; auto.
  - apply (changed_unique_Phi k (mid m M) f g a b m M c r); auto; unfold mid; lra.
Qed.

Theorem trained_network_ambiguous_despite k (P : list (point (S k))) risk :
  in_cube P -> (exists f, trained_network P risk f) -> ambiguous_despite looks (trained_network P risk).
Proof.
  intros HP HE B D A h Hh.
  destruct (flat_member k P risk HP HE) as (f & a & b & m & M & c & r & Tf & F & U & HmM & Hc & Hr & Flat & Off).
  destruct (A a b m M) as (s & Hs & Es).
  assert (HL : m + h * (M - m) <= mid m M <= M - h * (M - m)) by (unfold mid; nra).
  destruct (@adversary k tent (tent_range _) (tent_out _) (tent_top _) relu_fn (m + h * (M - m)) (mid m M) (M - h * (M - m)) HL) with
    (B := B) (s := s) (f := f) (c := c) (r := r) (lo := m) (hi := M) as (g1 & g2 & x & G1 & G2 & M1 & M2 & E & Hx & X1 & X2).
  - intros g p rr hi Fg _ Hhi; exists ((M - h * (M - m) + hi) / 2); split; [lra|].
    apply relu_fn_add; auto using relu_fn_scale, tent_relu_fn.
  - intros g p rr lo Fg _ Hlo; exists ((m + h * (M - m) + lo) / 2); split; [lra|].
    apply relu_fn_add; auto using relu_fn_scale, tent_relu_fn.
  - exact Hs.
  - split; [auto|split; [auto|split; [lra|split; [nra|split; [nra|auto]]]]].
  - destruct (changed_member k P risk f g1 a b m M c r) as [T1 U1]; auto.
    destruct (changed_member k P risk f g2 a b m M c r) as [T2 U2]; auto.
    exists g1, g2, a, b, m, M, x; do 4 (split; [auto|]).
    split; [rewrite !Es; auto|split; [auto|split; [auto|lra]]].
Qed.
Lemma network_ambiguous_despite k : ambiguous_despite looks_and_extrema (@network (S k)).
Proof.
  apply (ambiguous_despite_sub _ monotone_network); [intros f [H _] _; exact H|apply monotone_network_ambiguous_despite].
Qed.

(** ** Networks known to be convex and monotone: no number of examples helps. (A germ at the corner 1 would show how
    steep such a network is; the convex functions of row 7 hide that by being infinitely steep there.) *)
Lemma convex_blend_network k n t : network (profile (k := k) (convex_blend n t)).
Proof.
  apply relu_fn_network; pose proof (relu_fn_u k) as U; unfold profile, convex_blend.
  apply relu_fn_add; [apply relu_fn_scale|apply relu_fn_scale, U].
  apply (relu_fn_max _ (fun _ => 0)); [apply relu_fn_const|].
  apply relu_fn_sub; [apply relu_fn_const|apply relu_fn_scale, relu_fn_sub; [apply relu_fn_const|apply U]].
Qed.

Theorem convex_network_ambiguous_despite k : ambiguous_despite examples (@convex_network (S k)).
Proof.
  apply (ambiguous_despite_le _ _ _ examples_asking).
  apply (settling_ambiguous _ _ _ (fun h s => profile (convex_blend (/ s) (h / 2))) (diag (S k) 0) (diag (S k) 1) 0 1); [lra|].
  intros h Hh.
  assert (Far : forall s v, 0 < s -> v <= 1 - s -> convex_blend (/ s) (h / 2) v = h / 2 * v).
  { intros s' v Hs' Hv; apply convex_blend_below_kink; assert (0 < / s') by (apply Rinv_0_lt_compat; auto).
    replace 1 with (/ s' * s') at 1 by (field; lra). apply Rmult_le_compat_l; lra. }
  split.
  - intros [x Cx]; unfold value, profile; simpl; pose proof (u_range x Cx).
    destruct (Req_dec (u x) 1) as [E|N].
    + exists 1; split; [lra|]; intros s1 _; rewrite E, !convex_blend_1; auto.
    + exists (1 - u x); split; [lra|]; intros s1 Hs1; rewrite !Far; auto; lra.
  - intros s0 Hs0; pose (s1 := Rmin s0 1); assert (H1 : 0 < s1) by (apply Rmin_glb_lt; lra).
    assert (H1' : s1 <= s0) by apply Rmin_l; assert (H1'' : s1 <= 1) by apply Rmin_r; clearbody s1.
    pose (s2 := s1 * (h / 2)); assert (H2 : 0 < s2 <= s1) by (unfold s2; nra).
    assert (J : forall s', 0 < s' <= 1 -> 1 <= / s').
    { intros s' Hs'; rewrite <- Rinv_1; apply Rinv_le_contravar; lra. }
    destruct (convex_blend_profile k (/ s1) (h / 2)) as [C1 U1]; [apply J; lra|lra|].
    destruct (convex_blend_profile k (/ s2) (h / 2)) as [C2 U2]; [apply J; lra|lra|].
    exists s1, s2, (diag (S k) (1 - s2)); split; [lra|split; [lra|]].
    split; [split; auto using convex_blend_network|split; [split; auto using convex_blend_network|]].
    do 3 (split; [auto|]); split; [lra|split; [apply cube_diag; lra|]]; unfold profile; rewrite u_diag; split; [|rewrite Far; nra].
    assert (E : / s1 * s2 = h / 2) by (unfold s2; field; lra).
    unfold convex_blend; replace (1 - (1 - s2)) with s2 by ring; rewrite E, Rmax_right by lra; nra.
Qed.

(** Convex functions when x is told first: at a vertex they may jump, so nothing helps; at any other x one example
    beside x tells f(x) to within any share of the range. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Statements FurtherStatements HelpStatements Points Distances Visualizations Networks Vertices
  ConvexVertices Help HelpIndistinguishability AffineExamples ToldFirst.
Open Scope R_scope.

(** ** At a vertex *)
Definition raised {d} (x : point d) v (f : fn d) : fn d := fun y => if eq_dec y x then v else f y.
Lemma raised_at d (x : point d) v f : raised x v f x = v.
Proof. unfold raised; destruct (eq_dec x x); tauto. Qed.

(** a vertex is between no two other points of the cube *)
Lemma vertex_extreme d (x p q : point d) t : vertex x -> cube p -> cube q -> 0 < t < 1 -> comb t p q = x -> p = x /\ q = x.
Proof.
  induction d as [|d IH]; [destruct x, p, q; auto|].
  destruct x as [x xs], p as [p ps], q as [q qs]; simpl; intros [V Vs] [Hp Hps] [Hq Hqs] Ht E; injection E; intros Es E0.
  destruct (IH xs ps qs) as [-> ->]; auto.
  assert (p = x /\ q = x) as [-> ->] by (destruct V; subst x; split; nra); auto.
Qed.
Lemma raised_convex d (x : point d) v f : vertex x -> f x <= v -> convex f -> convex (raised x v f).
Proof.
  intros Vx Hv F p q t Hp Hq Ht.
  assert (G : forall y, f y <= raised x v f y) by (intros y; unfold raised; destruct (eq_dec y x) as [->|]; lra).
  destruct (Req_dec t 0) as [->|N0]; [rewrite comb_0; lra|].
  destruct (Req_dec t 1) as [->|N1]; [rewrite comb_1; lra|].
  unfold raised at 1; destruct (eq_dec (comb t p q) x) as [E|N].
  - destruct (vertex_extreme d x p q t Vx Hp Hq ltac:(lra) E) as [-> ->]; rewrite !raised_at; lra.
  - pose proof (F p q t Hp Hq Ht); pose proof (G p); pose proof (G q); nra.
Qed.

Theorem convex_ambiguous_when_told k : ambiguous_when_told vertex (@convex (S k)).
Proof.
  intros B D A h Hh; pose (a := diag (S k) (1/2)); pose (b := diag (S k) 1); pose (x := diag (S k) 0).
  assert (N : forall p q : R, p <> q -> diag (S k) p <> diag (S k) q) by (intros p q N E; apply N, (diag_inj k), E).
  assert (Ca : cube a) by (apply cube_diag; lra); assert (Cx : cube x) by (apply cube_diag; lra).
  assert (V : forall c, c = 0 \/ c = 1 -> vertex (diag (S k) c)).
  { intros c Hc; generalize (S k); intros n; induction n as [|n IH]; simpl; auto. }
  assert (Vx : vertex x) by (apply V; auto); assert (Vb : vertex b) by (apply V; auto).
  assert (Nab : a <> b) by (apply N; lra).
  pose (f := spike a b 1 h).
  assert (F : convex f) by (apply spike_convex; auto; lra).
  assert (U : unique_Phi f a b 0 1) by (apply spike_unique_Phi; auto; lra).
  assert (Fx : 0 < f x < 1) by (apply (unique_Phi_strict f a b); auto; apply N; lra).
  assert (Fx' : f x <= h).
  { pose proof (spike_D a b Ca Vb Nab) as HD; pose proof (spike_e a b h Ca Vb Nab ltac:(lra)) as [E1 E2].
    pose proof (spike_eq a b 1 h Ca Vb Nab ltac:(lra) x) as E; fold f in E.
    assert (Dxb : l1 x b = 2 * l1 a b).
    { unfold x, a, b; generalize (S k); intros n; induction n as [|n IH]; simpl; [lra|].
      rewrite IH, !Rabs_left by lra; lra. }
    assert (Dxa : l1 x a = l1 a b).
    { unfold x, a, b; generalize (S k); intros n; induction n as [|n IH]; simpl; [lra|].
      rewrite IH, !Rabs_left by lra; lra. }
    rewrite Dxb, Dxa in E; replace (2 * l1 a b / l1 a b) with 2 in E by (field; lra).
    rewrite !relu_neg in E by lra.
    assert (h / (2 * INR (S k)) * l1 a b <= h / 2) by nra.
    set (w := h / (2 * INR (S k)) * l1 a b) in *; assert (0 < w) by (unfold w; nra); clearbody w; nra. }
  assert (Member : forall v, f x <= v < 1 -> convex (raised x v f) /\ unique_Phi (raised x v f) a b 0 1).
  { intros v Hv; split; [apply raised_convex; auto; lra|].
    assert (I : inner 0 1 f (raised x v f)).
    { intros y Hy; unfold raised; destruct (eq_dec y x) as [->|]; [right; lra|left; auto]. }
    apply (same_tie_sets_unique_Phi f); auto; [eapply inner_Phi; eauto; apply U|].
    apply (inner_same_tie_sets f _ a b 0 1); auto; apply U. }
  destruct (A a b 0 1 x) as [Hs Hn]; destruct (germs_transcript B x _ Hs Hn f) as (Q & HQ & EQ).
  destruct (radius l1 (l1_metric _) x Q HQ) as (r & Hr & Rad).
  assert (Same : forall v, play whole (D a b 0 1 x) (raised x v f) = play whole (D a b 0 1 x) f).
  { intros v; apply EQ; intros q Iq; exists r; split; auto; intros y _ Hy; unfold raised.
    destruct (eq_dec y x) as [->|]; auto; pose proof (Rad q Iq); rewrite (dist_sym _ (l1_metric _)) in Hy; lra. }
  destruct (Member (1 - h)) as [C1 U1]; [lra|]; destruct (Member (f x)) as [C2 U2]; [lra|].
  exists (raised x (1 - h) f), (raised x (f x) f), a, b, 0, 1, x; split; [exact Vx|].
  unfold apart; rewrite !raised_at, !Same; repeat (split; [auto; lra|]); lra.
Qed.

(** ** At any other x: its first coordinate strictly between 0 and 1 is moved *)
Fixpoint free {d} : point d -> R := match d with
  | O => fun _ => 0
  | S d => fun x => if Rlt_dec 0 (hd x) then if Rlt_dec (hd x) 1 then hd x else free (tl x) else free (tl x)
  end.
Fixpoint moved {d} (c : R) : point d -> point d := match d with
  | O => fun _ => tt
  | S d => fun x => if Rlt_dec 0 (hd x) then if Rlt_dec (hd x) 1 then (c, tl x) else (hd x, moved c (tl x))
                    else (hd x, moved c (tl x))
  end.
Lemma moved_comb d (x : point d) t : cube x -> ~ vertex x ->
  0 < free x < 1 /\ moved t x = comb t (moved 1 x) (moved 0 x) /\ moved (free x) x = x /\
  (0 <= t <= 1 -> cube (moved t x)) /\ (moved t x = x -> t = free x).
Proof.
  induction d as [|d IH]; intros Hx V; [destruct V; simpl; auto|].
  destruct x as [x xs], Hx as [Hx Hxs]; simpl in *.
  destruct (Rlt_dec 0 x) as [P|P]; [destruct (Rlt_dec x 1) as [Q|Q]|].
  - split; [lra|split; [|split; [auto|split; [auto|intros E; injection E; auto]]]].
    simpl; f_equal; [ring|rewrite comb_same; auto].
  - assert (x = 1) by lra; subst x; destruct (IH xs Hxs) as (F & C & E & K & J); [tauto|].
    split; [auto|split; [rewrite C; simpl; f_equal; ring|split; [rewrite E; auto|split; [intros; split; simpl; [lra|auto]|]]]].
    intros Z; injection Z; auto.
  - assert (x = 0) by lra; subst x; destruct (IH xs Hxs) as (F & C & E & K & J); [tauto|].
    split; [auto|split; [rewrite C; simpl; f_equal; ring|split; [rewrite E; auto|split; [intros; split; simpl; [lra|auto]|]]]].
    intros Z; injection Z; auto.
Qed.

(** a convex function of one variable beside y *)
Lemma convex_beside (phi : R -> R) m M e y : (forall t, 0 <= t <= 1 -> m <= phi t <= M) ->
  (forall s t lam, 0 <= s <= 1 -> 0 <= t <= 1 -> 0 <= lam <= 1 -> phi (lam * s + (1 - lam) * t) <= lam * phi s + (1 - lam) * phi t) ->
  0 < y < 1 -> 0 < e <= 1 -> let t := y + e * (y * (1 - y)) in 0 <= t <= 1 /\ t <> y /\ Rabs (phi y - phi t) <= e * (M - m).
Proof.
  intros Rg Cv Hy He t.
  assert (Y : 0 < y * (1 - y)) by nra.
  assert (Ht : y < t <= 1) by (unfold t; split; nra).
  split; [lra|split; [lra|]].
  pose proof (Rg y ltac:(lra)); pose proof (Rg t ltac:(lra)); pose proof (Rg 0 ltac:(lra)); pose proof (Rg 1 ltac:(lra)).
  pose proof (Cv 1 y (e * y) ltac:(lra) ltac:(lra) ltac:(nra)) as C1.
  replace (e * y * 1 + (1 - e * y) * y) with t in C1 by (unfold t; ring).
  pose proof (Cv t 0 (y / t) ltac:(lra) ltac:(lra)) as C2.
  assert (Et : y / t * t = y) by (field; lra).
  assert (L : 0 <= y / t <= 1).
  { split; [apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]|].
    apply (Rmult_le_reg_r t); lra. }
  specialize (C2 L); replace (y / t * t + (1 - y / t) * 0) with y in C2 by lra.
  assert (L' : 1 - y / t <= e).
  { apply (Rmult_le_reg_r t); [lra|]; replace ((1 - y / t) * t) with (t - y) by (field; lra); unfold t; nra. }
  set (lam := y / t) in *; clearbody lam; clearbody t.
  apply Rabs_le; split.
  - assert (phi t - phi y <= e * y * (phi 1 - phi y)) by lra.
    assert (e * y * (phi 1 - phi y) <= e * (M - m)); [|lra].
    apply Rle_trans with (e * y * (M - m)); [apply Rmult_le_compat_l; nra|apply Rmult_le_compat_r; nra].
  - assert (phi y - phi t <= (1 - lam) * (phi 0 - phi t)) by lra.
    assert ((1 - lam) * (phi 0 - phi t) <= e * (M - m)); [|lra].
    apply Rle_trans with ((1 - lam) * (M - m)); [apply Rmult_le_compat_l; lra|apply Rmult_le_compat_r; lra].
Qed.

Theorem convex_predicted_off_vertices d eps : 0 < eps -> predicts_by_one_example_on (fun x => ~ vertex x) (@convex d) eps.
Proof.
  intros He; pose (e := Rmin eps 1).
  assert (E1 : 0 < e <= 1) by (split; [apply Rmin_glb_lt; lra|apply Rmin_r]).
  assert (E2 : e <= eps) by apply Rmin_l; clearbody e.
  pose (q := fun x : point d => inp (moved (free x + e * (free x * (1 - free x))) x)).
  exists q; intros f a b m M x F P Hx V.
  pose proof (Phi_range _ _ _ _ _ P) as Rg.
  assert (S : forall t, 0 <= t <= 1 -> cube (moved t x)) by (intros t; apply moved_comb; auto).
  destruct (moved_comb d x 0 Hx V) as (Fr & _ & Eq & _).
  destruct (convex_beside (fun t => f (moved t x)) m M e (free x)) as (Ht & Nt & Err); auto.
  { intros s t lam Hs Ht Hl; pose proof (F (moved s x) (moved t x) lam (S s Hs) (S t Ht) Hl) as C.
    replace (moved (lam * s + (1 - lam) * t) x) with (comb lam (moved s x) (moved t x)); auto.
    destruct (moved_comb d x s Hx V) as (_ & -> & _); destruct (moved_comb d x t Hx V) as (_ & -> & _).
    destruct (moved_comb d x (lam * s + (1 - lam) * t) Hx V) as (_ & -> & _).
    generalize (moved 1 x) (moved 0 x); clear; induction d as [|d IH]; intros p p'; simpl; auto.
    f_equal; [ring|apply IH]. }
  set (t := free x + e * (free x * (1 - free x))) in *.
  assert (Vq : value f (q x) = f (moved t x)) by (apply value_inp; auto); split.
  - intros E; apply Nt, (moved_comb d x t Hx V); rewrite <- E at 2; unfold q, inp; simpl; fold t; rewrite clips_id; auto.
  - rewrite Vq; rewrite Eq in Err; pose proof (Rg x Hx); eapply Rle_trans; [exact Err|nra].
Qed.

(** Points of R^d: linear forms on the cube, the mean of the coordinates, and that finitely many points
    never fill the cube (docs/theory.md: U1, A1, step). *)
Require Import Reals Lra List.
From Eyewitness Require Import Statements.
Open Scope R_scope.

Fixpoint sum {d} : point d -> R :=
  match d with O => fun _ => 0 | S _ => fun w => hd w + sum (tl w) end.

Fixpoint positive {d} : point d -> Prop :=
  match d with O => fun _ => True | S _ => fun w => 0 < hd w /\ positive (tl w) end.

Lemma Rabs_le_inv x a : Rabs x <= a -> - a <= x <= a.
Proof. unfold Rabs; destruct (Rcase_abs x); lra. Qed.

Lemma eq_dec : forall {d} (x y : point d), {x = y} + {x <> y}.
Proof.
  induction d as [|d IH]; intros x y.
  - left; destruct x, y; reflexivity.
  - destruct x as [x xs], y as [y ys].
    destruct (Req_EM_T x y) as [->|H]; [|right; congruence].
    destruct (IH xs ys) as [->|H]; [left|right]; congruence.
Qed.

(** ** The cube *)
Lemma cube_diag d c : 0 <= c <= 1 -> cube (diag d c).
Proof. intros H; induction d; simpl; auto. Qed.

Lemma comb_cube {d} lam (x y : point d) :
  0 <= lam <= 1 -> cube x -> cube y -> cube (comb lam x y).
Proof.
  intros Hl; induction d as [|d IH]; simpl; auto.
  intros [Hx Hxs] [Hy Hys]; split; auto; split; nra.
Qed.

Lemma diag_inj d c c' : diag (S d) c = diag (S d) c' -> c = c'.
Proof. simpl; congruence. Qed.

Lemma comb_0 d (x y : point d) : comb 0 x y = y.
Proof.
  induction d as [|d IH]; simpl; [destruct y; auto|].
  destruct y as [y ys]; rewrite IH; simpl; f_equal; ring.
Qed.
Lemma comb_1 d (x y : point d) : comb 1 x y = x.
Proof.
  induction d as [|d IH]; simpl; [destruct x; auto|].
  destruct x as [x xs]; rewrite IH; simpl; f_equal; ring.
Qed.

(** ** Linear forms with positive weights are least at the zero vector only, greatest at the one vector only *)
Lemma dot_nonneg {d} (w x : point d) : positive w -> cube x -> 0 <= dot w x.
Proof.
  induction d as [|d IH]; simpl; [lra|].
  intros [Hw Hws] [Hx Hxs]; specialize (IH _ _ Hws Hxs); nra.
Qed.

Lemma dot_le_sum {d} (w x : point d) : positive w -> cube x -> dot w x <= sum w.
Proof.
  induction d as [|d IH]; simpl; [lra|].
  intros [Hw Hws] [Hx Hxs]; specialize (IH _ _ Hws Hxs); nra.
Qed.

Lemma dot_eq_0 {d} (w x : point d) : positive w -> cube x -> dot w x = 0 -> x = diag d 0.
Proof.
  induction d as [|d IH]; simpl; [destruct x; auto|].
  destruct x as [x xs], w as [w ws]; simpl.
  intros [Hw Hws] [Hx Hxs] E.
  pose proof (dot_nonneg _ _ Hws Hxs).
  rewrite (IH _ _ Hws Hxs) by nra; f_equal; nra.
Qed.

Lemma dot_eq_sum {d} (w x : point d) : positive w -> cube x -> dot w x = sum w -> x = diag d 1.
Proof.
  induction d as [|d IH]; simpl; [destruct x; auto|].
  destruct x as [x xs], w as [w ws]; simpl.
  intros [Hw Hws] [Hx Hxs] E.
  pose proof (dot_le_sum _ _ Hws Hxs).
  rewrite (IH _ _ Hws Hxs) by nra; f_equal; nra.
Qed.

Lemma dot_diag {d} (w : point d) c : dot w (diag d c) = c * sum w.
Proof.
  induction d as [|d IH]; simpl; [lra|]. rewrite IH; ring.
Qed.

Lemma dot_comb {d} (w x y : point d) lam :
  dot w (comb lam x y) = lam * dot w x + (1 - lam) * dot w y.
Proof. induction d as [|d IH]; simpl; [lra|]. rewrite IH; ring. Qed.

Lemma dot_mono {d} (w x y : point d) : positive w -> leq x y -> dot w x <= dot w y.
Proof.
  induction d as [|d IH]; simpl; [lra|].
  intros [Hw Hws] [Hx Hxs]; specialize (IH _ _ _ Hws Hxs); nra.
Qed.

Lemma positive_diag d c : 0 < c -> positive (diag d c).
Proof. intros H; induction d; simpl; auto. Qed.

Lemma sum_diag d c : sum (diag d c) = INR d * c.
Proof.
  induction d as [|d IH]; [simpl; lra|]. rewrite S_INR; simpl; rewrite IH; ring.
Qed.

(** ** The mean of the coordinates, a linear form of that kind *)
Definition u {d} (x : point d) : R := dot (diag d (/ INR d)) x.

Section Mean.
Context {k : nat}.
Local Notation d := (S k).
Lemma w_pos : positive (diag d (/ INR d)).
Proof. apply positive_diag, Rinv_0_lt_compat, lt_0_INR; auto with arith. Qed.
Lemma w_sum : sum (diag d (/ INR d)) = 1.
Proof. rewrite sum_diag; apply Rinv_r; apply not_0_INR; discriminate. Qed.
Lemma u_range (x : point d) : cube x -> 0 <= u x <= 1.
Proof.
  intros H; split; [apply dot_nonneg | rewrite <- w_sum; apply dot_le_sum]; auto using w_pos.
Qed.
Lemma u_0 (x : point d) : cube x -> u x = 0 -> x = diag d 0.
Proof. apply dot_eq_0, w_pos. Qed.
Lemma u_1 (x : point d) : cube x -> u x = 1 -> x = diag d 1.
Proof. intros H E; apply (dot_eq_sum _ x w_pos H); rewrite w_sum; exact E. Qed.
Lemma u_diag c : u (diag d c) = c.
Proof. unfold u; rewrite dot_diag, w_sum; ring. Qed.
Lemma u_comb (x y : point d) lam : u (comb lam x y) = lam * u x + (1 - lam) * u y.
Proof. apply dot_comb. Qed.
Lemma u_mono (x y : point d) : leq x y -> u x <= u y.
Proof. apply dot_mono, w_pos. Qed.
End Mean.

(** ** Finitely many points never fill the cube *)
Lemma avoid_reals (l : list R) a b : a < b -> exists c, a < c < b /\ ~ In c l.
Proof.
  revert a b; induction l as [|x l IH]; intros a b H.
  - exists ((a + b) / 2); simpl; split; [lra|tauto].
  - destruct (Rle_dec x ((a + b) / 2)) as [N|N].
    + destruct (IH ((a + b) / 2) b) as (c & Hc & Nc); [lra|].
      exists c; split; [lra|]; intros [E|E]; [lra|tauto].
    + destruct (IH a ((a + b) / 2)) as (c & Hc & Nc); [lra|].
      exists c; split; [lra|]; intros [E|E]; [lra|tauto].
Qed.

Lemma avoid_points {k} (P : list (point (S k))) : exists x, cube x /\ ~ In x P.
Proof.
  destruct (avoid_reals (map hd P) 0 1) as (c & Hc & N); [lra|].
  exists (diag (S k) c); split; [apply cube_diag; lra|].
  intros I; apply N; apply (in_map hd) in I; exact I.
Qed.

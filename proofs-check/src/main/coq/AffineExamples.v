(** Affine functions: beside the visualization d - 1 examples tell everything. The slopes at a are asked for one by one,
    but for one coordinate in which a and b differ: that slope follows from M. *)
Require Import Reals Lra Lia List Psatz.
From Eyewitness Require Import Statements HelpStatements Points Networks Blends Grids.
Open Scope R_scope.

(** the nearest input in the cube *)
Fixpoint clips {d} : point d -> point d :=
  match d with O => fun x => x | S d => fun x => (clip (hd x), clips (tl x)) end.
Lemma clips_cube d (x : point d) : cube (clips x).
Proof. induction d as [|d IH]; simpl; auto. split; [apply clip_range|auto]. Qed.
Lemma clips_id d (x : point d) : cube x -> clips x = x.
Proof.
  induction d as [|d IH]; simpl; auto. destruct x as [y x]; simpl; intros [H H']; rewrite IH by auto.
  f_equal; unfold clip; rewrite Rmax_right, Rmin_right; lra.
Qed.
Definition inp {d} (x : point d) : input d := exist _ (clips x) (clips_cube d x).
Lemma value_inp d (f : fn d) x : cube x -> value f (inp x) = f x.
Proof. intros H; unfold value, inp; simpl; rewrite clips_id; auto. Qed.

(** half a step from y, inside [0,1] *)
Definition off y := if Rle_dec y (1/2) then 1/2 else - (1/2).
Lemma off_range y : 0 <= y <= 1 -> 0 <= y + off y <= 1.
Proof. unfold off; destruct (Rle_dec _ _); lra. Qed.
Lemma off_neq y : off y <> 0.
Proof. unfold off; destruct (Rle_dec _ _); lra. Qed.

Fixpoint sub {d} : point d -> point d -> point d :=
  match d with O => fun _ _ => tt | S d => fun x y => (hd x - hd y, sub (tl x) (tl y)) end.
Lemma dot_sub d (w x y : point d) : dot w (sub x y) = dot w x - dot w y.
Proof. induction d as [|d IH]; simpl; [lra|]. rewrite IH; ring. Qed.

(** ask a function of R^d, through an embedding of its inputs, for its slopes at a *)
Fixpoint slopes d {e B} (m : R) : (point d -> point e) -> point d -> (point d -> B) -> strategy (input e) R B :=
  match d with
  | O => fun _ _ k => Answer (k tt)
  | S d => fun emb a k => Ask (inp (emb (hd a + off (hd a), tl a))) (fun y =>
      slopes d m (fun z => emb (hd a, z)) (tl a) (fun w => k ((y - m) / off (hd a), w)))
  end.
Lemma slopes_spec d : forall e B (emb : point d -> point e) m a (k : point d -> B) f w, cube a ->
  (forall z, cube z -> cube (emb z) /\ f (emb z) = m + dot w (sub z a)) ->
  play value (slopes d m emb a k) f = k w /\ at_most d (slopes d m emb a k).
Proof.
  induction d as [|d IH]; intros e B emb m a k f w Ha Hf; [destruct w; simpl; auto|].
  destruct a as [a0 a], w as [w0 w], Ha as [Ha0 Ha]; cbn [hd tl fst snd] in *.
  destruct (Hf (a0 + off a0, a) (conj (off_range a0 Ha0) Ha)) as [C1 E1].
  assert (D0 : dot w (sub a a) = 0) by (rewrite dot_sub; ring).
  assert (Ew : (f (emb (a0 + off a0, a)) - m) / off a0 = w0).
  { rewrite E1; cbn [dot sub hd tl fst snd]; rewrite D0; pose proof (off_neq a0); field; auto. }
  assert (Hf' : forall z, cube z -> cube (emb (a0, z)) /\ f (emb (a0, z)) = m + dot w (sub z a)).
  { intros z Hz; destruct (Hf (a0, z) (conj Ha0 Hz)) as [C2 E2]; split; auto; rewrite E2.
    cbn [dot sub hd tl fst snd]; ring. }
  split.
  - cbn [slopes play hd tl fst snd]; rewrite value_inp by auto; rewrite Ew.
    apply (IH e B (fun z => emb (a0, z)) m a (fun w => k (w0, w)) f w Ha Hf').
  - cbn [slopes at_most hd tl fst snd]; intros y.
    apply (IH e B (fun z => emb (a0, z)) m a (fun w => k ((y - m) / off a0, w)) f w Ha Hf').
Qed.

(** skip the first coordinate where a and b differ: its slope follows from M *)
Fixpoint skip d {e B} (m M : R) : (point d -> point e) -> point d -> point d -> (point d -> B) -> strategy (input e) R B :=
  match d with
  | O => fun _ _ _ k => Answer (k tt)
  | S d => fun emb a b k => if Req_EM_T (hd a) (hd b)
      then Ask (inp (emb (hd a + off (hd a), tl a))) (fun y =>
        skip d m M (fun z => emb (hd a, z)) (tl a) (tl b) (fun w => k ((y - m) / off (hd a), w)))
      else slopes d m (fun z => emb (hd a, z)) (tl a) (fun w =>
        k ((M - m - dot w (sub (tl b) (tl a))) / (hd b - hd a), w))
  end.
Lemma skip_spec d : forall e B (emb : point d -> point e) m M a b (k : point d -> B) f w, cube a -> cube b -> a <> b ->
  (forall z, cube z -> cube (emb z) /\ f (emb z) = m + dot w (sub z a)) -> f (emb b) = M ->
  play value (skip d m M emb a b k) f = k w /\ at_most (pred d) (skip d m M emb a b k).
Proof.
  induction d as [|d IH]; intros e B emb m M a b k f w Ha Hb N Hf EM; [destruct a, b; tauto|].
  pose proof (proj2 (Hf b Hb)) as Eb; rewrite EM in Eb.
  destruct a as [a0 a], b as [b0 b], w as [w0 w], Ha as [Ha0 Ha], Hb as [Hb0 Hb]; cbn [hd tl fst snd dot sub] in *.
  assert (D0 : dot w (sub a a) = 0) by (rewrite dot_sub; ring).
  assert (Hf' : forall z, cube z -> cube (emb (a0, z)) /\ f (emb (a0, z)) = m + dot w (sub z a)).
  { intros z Hz; destruct (Hf (a0, z) (conj Ha0 Hz)) as [C2 E2]; split; auto; rewrite E2.
    cbn [dot sub hd tl fst snd]; ring. }
  cbn [skip hd tl fst snd]; destruct (Req_EM_T a0 b0) as [E|E].
  - subst b0; assert (N' : a <> b) by congruence.
    destruct (Hf (a0 + off a0, a) (conj (off_range a0 Ha0) Ha)) as [C1 E1].
    assert (Ew : (f (emb (a0 + off a0, a)) - m) / off a0 = w0).
    { rewrite E1; cbn [dot sub hd tl fst snd]; rewrite D0; pose proof (off_neq a0); field; auto. }
    split.
    + cbn [play]; rewrite value_inp by auto; rewrite Ew.
      apply (IH e B (fun z => emb (a0, z)) m M a b (fun w => k (w0, w)) f w Ha Hb N' Hf' EM).
    + destruct d as [|d]; [destruct a, b; tauto|]; cbn [at_most pred]; intros y.
      apply (IH e B (fun z => emb (a0, z)) m M a b (fun w => k ((y - m) / off a0, w)) f w Ha Hb N' Hf' EM).
  - destruct (slopes_spec d e B (fun z => emb (a0, z)) m a (fun w =>
      k ((M - m - dot w (sub b a)) / (b0 - a0), w)) f w Ha Hf') as [P C].
    split; [|exact C]; rewrite P; f_equal; f_equal; rewrite Eb; field; lra.
Qed.

Theorem affine_exact_by_examples d : always (exact_with (examples_n (pred d))) (@affine d).
Proof.
  intros T HT.
  pose (S := fun (a b : point d) m M => if eq_dec a b then Answer (fun _ : point d => m) else
    if Rlt_dec m M then skip d m M (fun z => z) a b (fun w x => m + dot w (sub x a))
    else Answer (fun _ : point d => m)).
  (* the count must hold for all (a, b, m, M), members or not *)
  exists (fun a b m M => play value (S (clips a) (clips b) m M)); split.
  - intros a b m M; exists (S (clips a) (clips b) m M); split; auto; unfold S.
    destruct (eq_dec (clips a) (clips b)) as [|N]; [exact I|].
    destruct (Rlt_dec m M); [|exact I].
    (* any affine function through m and M will do *)
    assert (W : exists w, dot w (sub (clips b) (clips a)) = M - m).
    { clear -N; revert N; generalize (clips a) (clips b); clear; induction d as [|n IH]; intros a b N; [destruct a, b; tauto|].
      destruct a as [a0 a], b as [b0 b]; destruct (Req_EM_T a0 b0) as [->|E].
      - destruct (IH a b) as [w Hw]; [congruence|]; exists ((0, w) : point (S n)); simpl; rewrite Hw; ring.
      - exists (((M - m) / (b0 - a0), diag n 0) : point (S n)); simpl; rewrite dot_zero; field; lra. }
    destruct W as [w Hw].
    apply (skip_spec d d (fn d) (fun z => z) m M (clips a) (clips b) (fun w x => m + dot w (sub x (clips a)))
      (fun z => m + dot w (sub z (clips a))) w); auto using clips_cube; rewrite Hw; ring.
  - intros f a b Cf Tf x Hx.
    destruct (rule_sound _ _ HT f a b Cf Tf) as [[Ha Hmin] [Hb Hmax]].
    rewrite !clips_id by auto; unfold S; destruct Cf as (w & c & E).
    assert (Ef : forall z, cube z -> f z = f a + dot w (sub z a)).
    { intros z Hz; rewrite dot_sub, !E by auto; ring. }
    specialize (Hmin x Hx); specialize (Hmax x Hx).
    destruct (eq_dec a b) as [->|N]; [simpl; lra|].
    destruct (Rlt_dec (f a) (f b)) as [L|L]; [|simpl; lra].
    pose proof (proj1 (skip_spec d d (fn d) (fun z => z) (f a) (f b) a b (fun w x => f a + dot w (sub x a)) f w Ha Hb N
      (fun z Hz => conj Hz (Ef z Hz)) eq_refl)) as P.
    rewrite (Ef x Hx); apply (f_equal (fun h : fn d => h x) P).
Qed.


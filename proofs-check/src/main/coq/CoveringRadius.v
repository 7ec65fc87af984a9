(** L-Lipschitz functions: no strategy, adaptive or not, errs by less than L rho at an input that is rho away from all
    that it asks about one fixed member, and not too near to a or b. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Statements FurtherStatements HelpStatements Points Distances Visualizations Blends Envelope Help.
Open Scope R_scope.

Section CoveringRadius.
Context {d : nat} {dist : point d -> point d -> R} {L : R} {a b : point d} {m M : R}.
Hypothesis V : possible dist L a b m M.
Let Hd : metric dist := proj1 V.
Let HL : 0 < L := proj1 (proj2 V).
Let Ha : cube a := proj1 (proj2 (proj2 V)).
Let Hb : cube b := proj1 (proj2 (proj2 (proj2 V))).
Let HmM : m < M := proj1 (proj2 (proj2 (proj2 (proj2 V)))).
Let HS : M - m <= L * dist a b := proj2 (proj2 (proj2 (proj2 (proj2 V)))).

(** the fixed member: as steep as allowed at a and b, and mid in between *)
Definition flattest : fn d := fun y => Rmin (Rmax (mid m M) (M - L * dist y b)) (m + L * dist y a).

Lemma cone_lip p c s : -1 <= s <= 1 -> lipschitz dist L (fun y => c + s * (L * dist y p)).
Proof.
  intros Hs y z _ _; pose proof (dist_tri _ Hd y z p); pose proof (dist_tri _ Hd z y p).
  rewrite (dist_sym _ Hd z y) in H0; pose proof (dist_nonneg Hd y z).
  assert (A : Rabs (dist y p - dist z p) <= dist y z) by (apply Rabs_le; lra).
  assert (B : Rabs (s * (dist y p - dist z p)) <= dist y z).
  { rewrite Rabs_mult; assert (Rabs s <= 1) by (apply Rabs_le; lra).
    pose proof (Rabs_pos s); pose proof (Rabs_pos (dist y p - dist z p)); nra. }
  pose proof (Rle_abs (s * (dist y p - dist z p))); nra.
Qed.
Lemma max_lip f g : lipschitz dist L f -> lipschitz dist L g -> lipschitz dist L (fun y => Rmax (f y) (g y)).
Proof. intros F G y z Hy Hz; specialize (F y z Hy Hz); specialize (G y z Hy Hz); cases_min_max; lra. Qed.
Lemma min_lip f g : lipschitz dist L f -> lipschitz dist L g -> lipschitz dist L (fun y => Rmin (f y) (g y)).
Proof. intros F G y z Hy Hz; specialize (F y z Hy Hz); specialize (G y z Hy Hz); cases_min_max; lra. Qed.
Lemma const_lip c : lipschitz dist L (fun _ => c).
Proof. intros y z _ _; pose proof (dist_nonneg Hd y z); nra. Qed.
Lemma lipschitz_ext (f g : fn d) : (forall y, g y = f y) -> lipschitz dist L f -> lipschitz dist L g.
Proof. intros E F y z Hy Hz; rewrite !E; auto. Qed.

Lemma flattest_lip : lipschitz dist L flattest.
Proof.
  apply min_lip; [apply max_lip; [apply const_lip|]|].
  - apply (lipschitz_ext (fun y => M + (-1) * (L * dist y b))); [intros; ring|apply cone_lip; lra].
  - apply (lipschitz_ext (fun y => m + 1 * (L * dist y a))); [intros; ring|apply cone_lip; lra].
Qed.
Lemma flattest_facts y : m <= flattest y <= M /\ (flattest y = m -> y = a) /\ (flattest y = M -> y = b).
Proof.
  pose proof (dist_nonneg Hd y a); pose proof (dist_nonneg Hd y b).
  unfold flattest, mid; split; [cases_min_max; nra|split; intros E].
  - destruct (eq_dec y a) as [|N]; auto; pose proof (dist_pos _ Hd y a N).
    exfalso; revert E; cases_min_max; nra.
  - destruct (eq_dec y b) as [|N]; auto; pose proof (dist_pos _ Hd y b N).
    exfalso; revert E; cases_min_max; nra.
Qed.
Lemma flattest_a : flattest a = m.
Proof. unfold flattest, mid; rewrite (dist_refl _ Hd); cases_min_max; nra. Qed.
Lemma flattest_b : flattest b = M.
Proof. unfold flattest, mid; rewrite (dist_refl _ Hd), (dist_sym _ Hd b a); cases_min_max; nra. Qed.

Section At.
Variables (x : point d) (rho : R).
Hypothesis Hx : cube x.
Hypothesis Hrho : 0 <= rho.
Hypothesis small : L * rho < (M - m) / 2.
Hypothesis far_a : (M - m) / 2 + L * rho <= L * dist x a.
Hypothesis far_b : (M - m) / 2 + L * rho <= L * dist x b.

Definition up : fn d := fun y => Rmax (flattest y) (mid m M + L * rho - L * dist y x).
Definition down : fn d := fun y => Rmin (flattest y) (mid m M - L * rho + L * dist y x).

Lemma up_lip : lipschitz dist L up.
Proof.
  apply max_lip; [apply flattest_lip|].
  apply (lipschitz_ext (fun y => (mid m M + L * rho) + (-1) * (L * dist y x))); [intros; ring|apply cone_lip; lra].
Qed.
Lemma down_lip : lipschitz dist L down.
Proof.
  apply min_lip; [apply flattest_lip|].
  apply (lipschitz_ext (fun y => (mid m M - L * rho) + 1 * (L * dist y x))); [intros; ring|apply cone_lip; lra].
Qed.
Lemma off_x q : rho <= dist q x -> up q = flattest q /\ down q = flattest q.
Proof.
  intros Hq; pose proof (dist_tri _ Hd x q a); pose proof (dist_tri _ Hd x q b).
  rewrite (dist_sym _ Hd x q) in H, H0.
  pose proof (dist_nonneg Hd q a); pose proof (dist_nonneg Hd q b).
  assert (A : L * dist x a <= L * dist q x + L * dist q a) by nra.
  assert (B : L * dist x b <= L * dist q x + L * dist q b) by nra.
  assert (C : L * rho <= L * dist q x) by nra.
  unfold up, down, flattest, mid; cases_min_max; lra.
Qed.
Lemma up_unique_Phi : unique_Phi up a b m M.
Proof.
  pose proof (dist_nonneg Hd); assert (Da : rho <= dist a x) by (rewrite (dist_sym _ Hd a x); nra).
  assert (Db : rho <= dist b x) by (rewrite (dist_sym _ Hd b x); nra).
  apply unique_Phi_intro; auto.
  - rewrite (proj1 (off_x a Da)); apply flattest_a.
  - rewrite (proj1 (off_x b Db)); apply flattest_b.
  - intros y _; destruct (flattest_facts y) as [R _]; specialize (H y x); unfold up, mid; cases_min_max; nra.
  - intros y _ E; destruct (flattest_facts y) as (R & F & _); apply F.
    pose proof (Rmax_l (flattest y) (mid m M + L * rho - L * dist y x)); unfold up in E; lra.
  - intros y _ E; destruct (flattest_facts y) as (R & _ & F); apply F; specialize (H y x).
    revert E; unfold up, mid; cases_min_max; nra.
Qed.
Lemma down_unique_Phi : unique_Phi down a b m M.
Proof.
  pose proof (dist_nonneg Hd); assert (Da : rho <= dist a x) by (rewrite (dist_sym _ Hd a x); nra).
  assert (Db : rho <= dist b x) by (rewrite (dist_sym _ Hd b x); nra).
  apply unique_Phi_intro; auto.
  - rewrite (proj2 (off_x a Da)); apply flattest_a.
  - rewrite (proj2 (off_x b Db)); apply flattest_b.
  - intros y _; destruct (flattest_facts y) as [R _]; specialize (H y x); unfold down, mid; cases_min_max; nra.
  - intros y _ E; destruct (flattest_facts y) as (R & F & _); apply F; specialize (H y x).
    revert E; unfold down, mid; cases_min_max; nra.
  - intros y _ E; destruct (flattest_facts y) as (R & _ & F); apply F.
    pose proof (Rmin_l (flattest y) (mid m M - L * rho + L * dist y x)); unfold down in E; lra.
Qed.
Lemma gap : up x - down x = 2 * (L * rho).
Proof.
  assert (E : flattest x = mid m M) by (unfold flattest, mid; cases_min_max; nra).
  unfold up, down; rewrite E, (dist_refl _ Hd); cases_min_max; nra.
Qed.
End At.

(** n questions; P is what it asks about the fixed member *)
Theorem examples_err_by_covering_radius n (s : strategy (input d) R (fn d)) : at_most n s -> exists P : list (input d),
  (length P <= n)%nat /\ forall x rho, cube x -> 0 <= rho -> L * rho < (M - m) / 2 ->
  (M - m) / 2 + L * rho <= L * dist x a -> (M - m) / 2 + L * rho <= L * dist x b ->
  (forall p, In p P -> rho <= dist (proj1_sig p) x) ->
  exists f, lipschitz dist L f /\ unique_Phi f a b m M /\ L * rho <= Rabs (f x - play value s f x).
Proof.
  intros Hs; destruct (examples_transcript n _ s Hs flattest) as (P & HP & E).
  exists P; split; auto; intros x rho Hx Hr Hsm Fa Fb Far.
  pose proof (E (up x rho) (fun p I => proj1 (off_x x rho Fa Fb (proj1_sig p) (Far p I)))) as E1.
  pose proof (E (down x rho) (fun p I => proj2 (off_x x rho Fa Fb (proj1_sig p) (Far p I)))) as E2.
  pose proof (gap x rho Hr Fa Fb) as G.
  destruct (Rle_dec (L * rho) (Rabs (up x rho x - play value s flattest x))) as [N|N].
  - exists (up x rho); split; [apply up_lip|split; [apply up_unique_Phi; auto|rewrite E1; auto]].
  - exists (down x rho); split; [apply down_lip|split; [apply down_unique_Phi; auto|rewrite E2]].
    apply Rnot_le_lt in N; apply Rabs_def2 in N.
    rewrite Rabs_minus_sym; eapply Rle_trans; [|apply Rle_abs]; lra.
Qed.
End CoveringRadius.

(** Feature visualizations, tie-breaking rules, decoders, the three notions,
    and the indistinguishability lemma (theory.md, sections 1 and 2). *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Space.
Open Scope R_scope.

Section Notions.
Context {d : nat}.

Definition fn := Rn d -> R.
Definition cls := fn -> Prop.

Definition is_min (f : fn) a := cube a /\ forall x, cube x -> f a <= f x.
Definition is_max (f : fn) b := cube b /\ forall x, cube x -> f x <= f b.

(** Phi(f) = (a, b, m, M): a relation, since the extremisers may be tied *)
Definition Phi (f : fn) a b m M := is_min f a /\ is_max f b /\ f a = m /\ f b = M.
(** ... and with both extremisers unique *)
Definition UPhi (f : fn) a b m M :=
  Phi f a b m M /\ (forall x, is_min f x -> x = a) /\ (forall x, is_max f x -> x = b).

(** f has a minimum and a maximum on X *)
Definition has_vis (f : fn) := exists a b m M, Phi f a b m M.

(** A tie-breaking rule for the class C: which extremisers of f may be shown.
    It may depend on f in any way; single-valued rules f |-> (a,b) are those with
    T f a b <-> (a,b) = sel f ; the largest rule shows any pair. *)
Definition rule := fn -> Rn d -> Rn d -> Prop.
Record tie_rule (C : cls) (T : rule) : Prop := {
  rule_sound : forall f a b, C f -> T f a b -> is_min f a /\ is_max f b;
  rule_total : forall f, C f -> has_vis f -> exists a b, T f a b }.

Definition full : rule := fun f a b => is_min f a /\ is_max f b.
Definition of_sel (sel : fn -> Rn d * Rn d) : rule := fun f a b => has_vis f /\ sel f = (a, b).

Lemma full_rule (C : cls) : tie_rule C full.
Proof. split; unfold full; [tauto|]. intros f _ (a & b & m & M & H & H' & _); eauto. Qed.

(** the rule of a selection function is a tie rule: so "for every tie rule" covers
    "for every selection function" *)
Lemma sel_rule (C : cls) sel :
  (forall f, C f -> has_vis f -> full f (fst (sel f)) (snd (sel f))) -> tie_rule C (of_sel sel).
Proof.
  unfold of_sel, full; intros H; split.
  - intros f a b Cf [Hv E]; specialize (H f Cf Hv); rewrite E in H; exact H.
  - intros f Cf Hv; exists (fst (sel f)), (snd (sel f)); destruct (sel f); auto.
Qed.

(** a decoder gets (a, b, m, M) and answers with a function *)
Definition decoder := Rn d -> Rn d -> R -> R -> fn.
Definition sider := Rn d -> Rn d -> R -> R -> Rn d -> bool.

Definition exact (C : cls) (T : rule) := exists D : decoder,
  forall f a b, C f -> T f a b -> forall x, cube x -> D a b (f a) (f b) x = f x.

(** sup-norm error at most eps times the range *)
Definition within (C : cls) (T : rule) (eps : R) := exists D : decoder,
  forall f a b, C f -> T f a b -> forall x, cube x ->
  Rabs (f x - D a b (f a) (f b) x) <= eps * (f b - f a).

Definition approx (C : cls) (T : rule) := forall eps, 0 < eps -> within C T eps.

Definition mid m M := (m + M) / 2.
Definition side (C : cls) (T : rule) := exists S : sider,
  forall f a b, C f -> T f a b -> forall x, cube x ->
  (mid (f a) (f b) < f x -> S a b (f a) (f b) x = true) /\
  (f x < mid (f a) (f b) -> S a b (f a) (f b) x = false).

(** eps* = e, and e is reached *)
Definition eps_star (C : cls) (T : rule) (e : R) :=
  forall eps, 0 <= eps -> (within C T eps <-> e <= eps).

(** Yes: under every rule. No: under no rule. *)
Definition YES (N : cls -> rule -> Prop) (C : cls) := forall T, tie_rule C T -> N C T.
Definition NO (N : cls -> rule -> Prop) (C : cls) := forall T, tie_rule C T -> ~ N C T.
Definition EPS (C : cls) (e : R) := forall T, tie_rule C T -> eps_star C T e.

(** what a row with "No, No, No", eps* = 1/2 says; and one with "Yes, Yes, Yes" *)
Definition ROW_NO C := NO exact C /\ NO approx C /\ NO side C /\ EPS C (1/2).
Definition ROW_YES C := YES exact C /\ YES approx C /\ YES side C /\ EPS C 0.

(** ** structure *)
(** the two answers exclude each other: there always is a tie rule *)
Lemma YES_NO N C : YES N C -> NO N C -> False.
Proof. intros H H'; apply (H' full (full_rule C)), H, full_rule. Qed.

Lemma YES_full (N : cls -> rule -> Prop) C :
  (forall C T, tie_rule C T -> N C full -> N C T) -> N C full -> YES N C.
Proof. intros H HN T HT; auto. Qed.

Lemma rule_sub (C C' : cls) T : (forall f, C f -> C' f) -> tie_rule C' T -> tie_rule C T.
Proof. intros H [S Tt]; split; eauto. Qed.

Lemma exact_sub (C C' : cls) T : (forall f, C f -> C' f) -> exact C' T -> exact C T.
Proof. intros H [D HD]; exists D; auto. Qed.
Lemma within_sub (C C' : cls) T e : (forall f, C f -> C' f) -> within C' T e -> within C T e.
Proof. intros H [D HD]; exists D; auto. Qed.
Lemma side_sub (C C' : cls) T : (forall f, C f -> C' f) -> side C' T -> side C T.
Proof. intros H [D HD]; exists D; auto. Qed.

(** I3: the decoder that always answers mid errs by half the range at most *)
Lemma mid_decoder C T : tie_rule C T -> within C T (1/2).
Proof.
  intros HT; exists (fun _ _ m M _ => mid m M).
  intros f a b Cf Tf x Hx.
  destruct (rule_sound _ _ HT f a b Cf Tf) as [[Ha Hmin] [Hb Hmax]].
  specialize (Hmin x Hx); specialize (Hmax x Hx); unfold mid; apply Rabs_le; lra.
Qed.

Lemma within_le C T e e' : tie_rule C T -> e <= e' -> within C T e -> within C T e'.
Proof.
  intros HT He [D HD]; exists D; intros f a b Cf Tf x Hx.
  destruct (rule_sound _ _ HT f a b Cf Tf) as [[Ha Hmin] [Hb Hmax]].
  specialize (Hmin b Hb); specialize (HD f a b Cf Tf x Hx); nra.
Qed.

Lemma exact_within0 C T : exact C T -> within C T 0.
Proof.
  intros [D HD]; exists D; intros f a b Cf Tf x Hx.
  rewrite (HD f a b Cf Tf x Hx), Rminus_diag_eq, Rabs_R0 by auto; lra.
Qed.

Lemma exact_approx C T : tie_rule C T -> exact C T -> approx C T.
Proof. intros HT H e He; eapply within_le; eauto using exact_within0; lra. Qed.

Lemma exact_side C T : exact C T -> side C T.
Proof.
  intros [D HD].
  exists (fun a b m M x => if Rlt_dec (mid m M) (D a b m M x) then true else false).
  intros f a b Cf Tf x Hx; rewrite (HD f a b Cf Tf x Hx).
  destruct (Rlt_dec _ _); split; auto; lra.
Qed.

Lemma row_yes C : YES exact C -> ROW_YES C.
Proof.
  intros H; split; [exact H|]; split; [|split]; intros T HT.
  - apply exact_approx; auto.
  - apply exact_side; auto.
  - intros e He; split; auto; intros _.
    eapply within_le; [exact HT|exact He|]; apply exact_within0; auto.
Qed.

(** ** the indistinguishability lemma *)
Definition ambiguous (C : cls) := forall h, 0 < h < 1/2 ->
  exists f1 f2 a b m M x,
    C f1 /\ C f2 /\ UPhi f1 a b m M /\ UPhi f2 a b m M /\ m < M /\ cube x /\
    f1 x >= M - h * (M - m) /\ f2 x <= m + h * (M - m).

Lemma UPhi_rule C T f a b m M :
  tie_rule C T -> C f -> UPhi f a b m M -> T f a b /\ f a = m /\ f b = M.
Proof.
  intros HT Cf (HP & U1 & U2).
  assert (E : f a = m /\ f b = M) by (destruct HP as (_ & _ & H); exact H).
  destruct (rule_total _ _ HT f Cf) as (a' & b' & H); [exists a, b, m, M; auto|].
  destruct (rule_sound _ _ HT f a' b' Cf H) as [H1 H2].
  rewrite <- (U1 a' H1), <- (U2 b' H2) at 1; tauto.
Qed.

(** I1, I5 *)
Lemma indist_within C : ambiguous C ->
  forall T, tie_rule C T -> forall eps, eps < 1/2 -> ~ within C T eps.
Proof.
  intros HA T HT eps He [D HD].
  destruct (HA (Rmin (1/4) ((1/2 - eps) / 2))) as (f1 & f2 & a & b & m & M & x & C1 & C2 & U1 & U2 & Hm & Hx & G1 & G2).
  { split; [apply Rmin_glb_lt; lra|]. pose proof (Rmin_l (1/4) ((1/2 - eps)/2)); lra. }
  pose proof (Rmin_r (1/4) ((1/2 - eps)/2)) as Hh.
  set (h := Rmin _ _) in *; clearbody h.
  destruct (UPhi_rule _ _ _ _ _ _ _ HT C1 U1) as (T1 & E1 & E1').
  destruct (UPhi_rule _ _ _ _ _ _ _ HT C2 U2) as (T2 & E2 & E2').
  pose proof (HD _ _ _ C1 T1 x Hx) as B1; pose proof (HD _ _ _ C2 T2 x Hx) as B2.
  rewrite E1, E1' in B1; rewrite E2, E2' in B2.
  set (z := D a b m M x) in *; clearbody z.
  apply Rabs_le_inv in B1; apply Rabs_le_inv in B2. nra.
Qed.

(** theorem 2: whatever is decoded, some member's side is misjudged at some x *)
Definition theorem2 (C : cls) := forall T, tie_rule C T -> forall D : decoder,
  exists f a b x, C f /\ T f a b /\ cube x /\
  ((mid (f a) (f b) < f x /\ D a b (f a) (f b) x <= mid (f a) (f b)) \/
   (f x < mid (f a) (f b) /\ mid (f a) (f b) < D a b (f a) (f b) x)).

Lemma indist_theorem2 C : ambiguous C -> theorem2 C.
Proof.
  intros HA T HT D.
  destruct (HA (1/4)) as (f1 & f2 & a & b & m & M & x & C1 & C2 & U1 & U2 & Hm & Hx & G1 & G2); [lra|].
  destruct (UPhi_rule _ _ _ _ _ _ _ HT C1 U1) as (T1 & E1 & E1').
  destruct (UPhi_rule _ _ _ _ _ _ _ HT C2 U2) as (T2 & E2 & E2').
  destruct (Rle_dec (D a b m M x) (mid m M)) as [N|N]; [exists f1|exists f2];
    exists a, b, x; rewrite ?E1, ?E1', ?E2, ?E2'; repeat split; auto;
    unfold mid in *; [left|right]; lra.
Qed.

Lemma theorem2_side C : theorem2 C -> NO side C.
Proof.
  intros H T HT [S HS].
  destruct (H T HT (fun a b m M x => if S a b m M x then mid m M + 1 else mid m M))
    as (f & a & b & x & Cf & Tf & Hx & G).
  destruct (HS f a b Cf Tf x Hx) as [H1 H2].
  destruct (S a b (f a) (f b) x); destruct G as [[G G']|[G G']];
    first [discriminate (H1 G) | discriminate (H2 G) | lra].
Qed.

Theorem indistinguishability C : ambiguous C -> ROW_NO C.
Proof.
  intros HA; pose proof (indist_within C HA) as W.
  split; [|split; [|split]].
  - intros T HT E; apply (W T HT 0); [lra|]; apply exact_within0, E.
  - intros T HT E; apply (W T HT (1/4)); [lra|]; apply E; lra.
  - apply theorem2_side, indist_theorem2, HA.
  - intros T HT eps Hp; split; intros He.
    + destruct (Rle_dec (1/2) eps); auto; exfalso; eapply (W T HT eps); auto; lra.
    + eapply within_le; eauto using mid_decoder.
Qed.

(** a No passes to larger classes *)
Lemma ambiguous_sub (C C' : cls) : (forall f, C f -> C' f) -> ambiguous C -> ambiguous C'.
Proof.
  intros H HA h Hh; destruct (HA h Hh) as (f1 & f2 & a & b & m & M & x & C1 & C2 & R).
  exists f1, f2, a, b, m, M, x; auto.
Qed.

Lemma UPhi_intro (f : fn) a b m M : cube a -> cube b -> f a = m -> f b = M ->
  (forall x, cube x -> m <= f x <= M) ->
  (forall x, cube x -> f x = m -> x = a) -> (forall x, cube x -> f x = M -> x = b) ->
  UPhi f a b m M.
Proof.
  intros Ha Hb Ea Eb HR Hm HM; split; [|split].
  - split; [|split; [|auto]]; split; auto; intros x Hx; specialize (HR x Hx); lra.
  - intros x [Hx H]; apply Hm; auto; specialize (H a Ha); specialize (HR x Hx); lra.
  - intros x [Hx H]; apply HM; auto; specialize (H b Hb); specialize (HR x Hx); lra.
Qed.

(** ** decoders that see the whole tie sets (PhiSet) *)
Definition same_set (f g : fn) :=
  (forall x, is_min f x <-> is_min g x) /\ (forall x, is_max f x <-> is_max g x) /\
  (forall x, is_min f x \/ is_max f x -> f x = g x).

(** a set decoder: any map of functions that factors through PhiSet *)
Definition set_decoder (C : cls) (D : fn -> fn) :=
  forall f g, C f -> C g -> same_set f g -> forall x, cube x -> D f x = D g x.

Lemma UPhi_same_set f g a b m M : UPhi f a b m M -> UPhi g a b m M -> same_set f g.
Proof.
  intros ((F1 & F2 & F3 & F4) & F5 & F6) ((G1 & G2 & G3 & G4) & G5 & G6).
  split; [|split].
  - intros x; split; intros H; [apply F5 in H|apply G5 in H]; subst; auto.
  - intros x; split; intros H; [apply F6 in H|apply G6 in H]; subst; auto.
  - intros x [H|H]; [apply F5 in H|apply F6 in H]; subst; congruence.
Qed.

(** even the whole tie sets do not help *)
Theorem indist_sets C : ambiguous C -> forall D, set_decoder C D -> forall eps, eps < 1/2 ->
  ~ (forall f a b m M, C f -> Phi f a b m M -> forall x, cube x ->
       Rabs (f x - D f x) <= eps * (M - m)).
Proof.
  intros HA D HD eps He B.
  destruct (HA (Rmin (1/4) ((1/2 - eps) / 2))) as (f1 & f2 & a & b & m & M & x & C1 & C2 & U1 & U2 & Hm & Hx & G1 & G2).
  { split; [apply Rmin_glb_lt; lra|]. pose proof (Rmin_l (1/4) ((1/2 - eps)/2)); lra. }
  pose proof (Rmin_r (1/4) ((1/2 - eps)/2)) as Hh.
  set (h := Rmin _ _) in *; clearbody h.
  pose proof (HD f1 f2 C1 C2 (UPhi_same_set _ _ _ _ _ _ U1 U2) x Hx) as E.
  destruct U1 as [P1 _], U2 as [P2 _].
  pose proof (B f1 a b m M C1 P1 x Hx) as B1; pose proof (B f2 a b m M C2 P2 x Hx) as B2.
  rewrite E in B1; set (z := D f2 x) in *; clearbody z.
  apply Rabs_le_inv in B1; apply Rabs_le_inv in B2. nra.
Qed.

(** ** theorem 1, with its exact constant, attained by some member *)
Definition sup_at_least (g : fn) (c : R) :=
  forall B, B < c -> ~ (forall x, cube x -> Rabs (g x) <= B).
Definition theorem1 (C : cls) := forall T, tie_rule C T -> forall D : decoder,
  exists f a b, C f /\ T f a b /\ f a < f b /\
  sup_at_least (fun x => f x - D a b (f a) (f b) x) ((f b - f a) / 2).

End Notions.
Arguments fn : clear implicits.
Arguments cls : clear implicits.
Arguments rule : clear implicits.
Arguments decoder : clear implicits.
